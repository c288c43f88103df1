import Glibc
import Testing

/// A program that is the other side of a test.
///
/// Killed and awaited with its owner.
final class Program: Sendable {
    private let process: pid_t

    init(_ path: String, _ arguments: [String], log: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        let code = posix_spawn(&process, path, &actions, nil, &words, &environment)
        try #require(code == 0, "\(path) is installed")
        self.process = process
    }

    deinit {
        // Not SIGTERM: the threads of this process block it, and what they start inherits that.
        kill(process, SIGKILL)
        _ = wait()
    }

    /// Waits for the end; the exit code.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status >> 8 & 0xff
    }

    /// Runs a program to its end, which must be a good one.
    static func run(_ path: String, _ arguments: [String], log: String) throws {
        let code = try Program(path, arguments, log: log).wait()
        try #require(code == 0, "\(path) \(arguments.joined(separator: " "))")
    }
}
