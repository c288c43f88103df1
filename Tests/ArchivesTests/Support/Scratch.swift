import Archives
import Basis
import Glibc

/// A directory of a test's own, gone with the scope.
struct Scratch {
    let path: String

    static func with<Result>(_ body: (Scratch) async throws -> Result) async throws -> Result {
        var template = Array("/tmp/belay-archives.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failed(what: "mkdtemp") }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let scratch = Scratch(path: path)
        do {
            let result = try await body(scratch)
            scratch.remove()
            return result
        } catch {
            scratch.remove()
            throw error
        }
    }

    struct Failed: Error {
        let what: String
    }

    private func remove() { _ = try? Program.run("rm", ["-rf", path]) }

    func sub(_ name: String) -> String { "\(path)/\(name)" }

    @discardableResult
    func directory(_ name: String) -> String {
        var made = path
        for part in name.split(separator: "/") {
            made += "/\(part)"
            mkdir(made, 0o755)
        }
        return made
    }

    func write(_ name: String, _ text: String, mode: mode_t = 0o644) {
        write(name, Array(text.utf8), mode: mode)
    }

    func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o644) {
        if let slash = name.lastIndex(of: "/") { directory(String(name[..<slash])) }
        let file = open(sub(name), O_WRONLY | O_CREAT | O_TRUNC, mode)
        _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        fchmod(file, mode)
        close(file)
    }

    func read(_ name: String) -> [UInt8]? {
        let file = open(sub(name), O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    func text(_ name: String) -> String? { read(name).map { String(decoding: $0, as: UTF8.self) } }

    func status(_ name: String) -> stat? {
        var status = stat()
        return lstat(sub(name), &status) == 0 ? status : nil
    }

    func exists(_ name: String) -> Bool { status(name) != nil }
}
