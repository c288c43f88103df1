import Glibc
import Synchronization

/// A directory that is gone at the end of its scope, and an environment that knows nothing of the operator.
final class Scratch: Sendable {
    private static let counter = Atomic<Int>(0)

    let path: String
    private let names = Atomic<Int>(0)

    init() throws {
        let number = Scratch.counter.add(1, ordering: .relaxed).newValue
        path = "/tmp/belay-git-\(getpid())-\(number)"
        guard mkdir(path, 0o700) == 0 else { throw Program.Failed(description: "cannot make \(path)") }
    }

    static func with<Result>(_ work: (Scratch) async throws -> Result) async throws -> Result {
        let scratch = try Scratch()
        defer { _ = try? Program.run(["rm", "-rf", scratch.path], in: scratch) }
        return try await work(scratch)
    }

    /// A path that nobody uses yet.
    func fresh(_ name: String) -> String { "\(path)/\(name)-\(names.add(1, ordering: .relaxed).newValue)" }

    var environment: [String: String] {
        [
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": path,
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada",
            "GIT_COMMITTER_EMAIL": "ada@example.org",
            // The other side need not survive a power cut.
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsync", "GIT_CONFIG_VALUE_0": "none",
        ]
    }

    static func read(_ path: String) throws -> String {
        guard let file = fopen(path, "r") else { throw Program.Failed(description: "cannot read \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    @discardableResult
    func write(_ text: String, to path: String, mode: mode_t = 0o644) throws -> String {
        guard let file = fopen(path, "w") else { throw Program.Failed(description: "cannot write \(path)") }
        fputs(text, file)
        fclose(file)
        chmod(path, mode)
        return path
    }
}
