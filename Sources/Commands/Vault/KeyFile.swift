internal import Basis
internal import Glibc
internal import Seals

/// The file in which an installation keeps its key: beside the journal, never in it.
struct KeyFile: Sendable {
    static let name = "installation.key"

    /// Where it lies beside a journal.
    static func path(in folder: String) -> String { "\(folder)/\(name)" }
    /// A key is 69 characters; more is not one.
    private static let byteCountMax = 4096

    let path: String

    /// The key; it is made when there is none.
    func key() throws -> MasterKey {
        if let key = try existing() { return key }
        try make()
        guard let key = try existing() else {
            throw VaultError(.noKey, path, "the key is gone as soon as it was made")
        }
        return key
    }

    /// The key, if there is one.
    func existing() throws -> MasterKey? {
        let file: SmallFile
        do { file = try SmallFile(path, atMost: KeyFile.byteCountMax) } catch {
            if case .refused(ENOENT) = error { return nil }
            throw VaultError(.noKey, path, "the key of this installation cannot be read", why: error.why)
        }
        guard file.mode & 0o007 == 0 else {
            throw VaultError(.openToOthers, path, "every user of this machine may use the key")
        }
        let text = String(decoding: file.bytes, as: UTF8.self)
        do { return try MasterKey(Secret(String(text.prefix { !$0.isNewline }))) } catch {
            throw error.diagnostic.moved(to: .thing(path))
        }
    }

    /// Makes the file, whole or not at all; whoever comes second finds the first one's.
    private func make() throws {
        let name = RandomBytes.make(count: 8).hexadecimal
        let draft = "\(path).\(name)"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw refusal() }
        defer {
            close(file)
            unlink(draft)
        }
        let text = Array("\(MasterKey.generate().reveal().reveal())\n".utf8)
        guard write(file, text, text.count) == text.count, fsync(file) == 0 else { throw refusal() }
        guard link(draft, path) == 0 || errno == EEXIST else { throw refusal() }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let handle = open(folder.isEmpty ? "." : folder.joined(separator: "/") + "/", O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw refusal() }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw refusal() }
    }

    private func refusal() -> VaultError {
        VaultError(
            .noKey, path, "the key of this installation cannot be made", why: String(cString: strerror(errno))
        )
    }
}
