internal import Glibc

/// A private directory for one check: the signature, and the only keys that gpg is to know. Gone with this
/// value.
final class VerifierRoom: Sendable {
    let path: String

    init(beside clone: String) throws(GitError) {
        var template = Array("\(clone).verify-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .unwritable(path: clone, why: lastSystemError()) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { try? FileTree.remove(path) }

    /// Writes a new file, and returns its path.
    func write(_ bytes: [UInt8], as name: String) throws(GitError) -> String {
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path: file, why: lastSystemError()) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .unwritable(path: file, why: lastSystemError()) }
            rest = rest.dropFirst(count)
        }
        return file
    }
}
