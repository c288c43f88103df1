internal import Basis
internal import Glibc
internal import Subprocesses

/// A server behind SSH, through OpenSSH's own `sftp`: with the operator's own configuration, keys and known
/// hosts, and never with a question.
struct SFTPDepot: Depot {
    let place: String
    private let host: String
    private let port: UInt16?
    private let root: String
    private let setting: BackupSetting

    /// Reads `sftp://USER@HOST:PORT/PATH`.
    init?(_ url: String, in setting: BackupSetting) {
        guard url.hasPrefix("sftp://") else { return nil }
        let rest = url.dropFirst("sftp://".count)
        let authority = rest.prefix { $0 != "/" }
        let name = authority.split(separator: "@").last ?? ""
        var (host, port) = (String(authority), UInt16?.none)
        if !name.contains("]"), let colon = name.lastIndex(of: ":") {
            guard let number = UInt16(name[name.index(after: colon)...]) else { return nil }
            port = number
            host = String(authority[..<colon])
        }
        let path = String(rest.dropFirst(authority.count))
        guard !host.isEmpty, !host.hasPrefix("-"), !path.isEmpty else { return nil }
        (place, self.host, self.port, root) = (url, host, port, path)
        self.setting = setting
    }

    func put(_ file: String, as path: String, by deadline: Deadline) async throws {
        let target = "\(root)/\(path)"
        let folder = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? root
        try await run(
            [
                "-mkdir \(quoted(root))", "-mkdir \(quoted(folder))",
                "put \(quoted(file)) \(quoted("\(target).new"))", "-rm \(quoted(target))",
                "rename \(quoted("\(target).new")) \(quoted(target))",
            ], by: deadline)
    }

    func get(_ path: String, by deadline: Deadline) async throws -> any ByteStream {
        var template = Array("\(setting.tools.variables["TMPDIR"] ?? "/tmp")/belay-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        let copy = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw BackupFailure.system(errno, "make a file at", copy) }
        close(descriptor)
        defer { unlink(copy) }
        try await run(["get \(quoted("\(root)/\(path)")) \(quoted(copy))"], by: deadline)
        // Open, it can be read although its name is gone.
        return try FileStream(copy)
    }

    func find(_ name: String, by deadline: Deadline) async throws -> [String] {
        let listed = try await run(["-ls -1 \(quoted(root))/*/\(name)"], by: deadline)
        return listed.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "/").suffix(2)
            return parts.count == 2 && parts.last == Substring(name) ? parts.joined(separator: "/") : nil
        }
    }

    func remove(_ folder: String, by deadline: Deadline) async throws {
        let path = "\(root)/\(folder)"
        try await run(["-rm \(quoted(path))/*", "-rmdir \(quoted(path))"], by: deadline)
    }

    @discardableResult
    private func run(_ commands: [String], by deadline: Deadline) async throws -> String {
        var words = ["-q", "-b", "-", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20"]
        if let port { words += ["-P", "\(port)"] }
        let invocation = Invocation(
            .named("sftp", in: setting.folders), words + ["--", host],
            environment: setting.tools.variables.mapValues { .plain($0) },
            input: .bytes(Array(commands.joined(separator: "\n").utf8) + [0x0a]))
        let outcome = try await setting.tools.launcher.run(invocation, by: deadline)
        guard outcome.exit.isSuccess else {
            throw BackupFailure(
                .offsiteFailed, "the place could not be reached or written", at: place,
                why: outcome.errors.text.trimmingLineBreaks)
        }
        return outcome.output.text.split(separator: "\n").filter { !$0.hasPrefix("sftp>") }
            .joined(separator: "\n")
    }

    private func quoted(_ path: String) -> String {
        "\"\(path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
