import FoundationEssentials
import Glibc
import Subprocesses
import Testing

/// The built program in a process that a test may kill. What it says goes to a file.
final class BelayProcess {
    /// Beside the test bundle.
    static let path: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let bundle = String(
            decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return bundle.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/belay"
    }()

    let number: pid_t
    private let output: String
    private var status: Int32?

    /// Starts it in a folder.
    convenience init(_ words: [String], in folder: String, output: String) throws {
        try self.init(program: [BelayProcess.path] + words, in: folder, output: output)
    }

    /// Starts another program, treated alike.
    init(program: [String], in folder: String, output: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // `env` goes there and becomes the program.
        let arguments = (["env", "-C", folder] + program).map { (word: String) in strdup(word) }
        let variables = RealEngine.variables.map { strdup("\($0)=\($1)") }
        defer { (arguments + variables).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/usr/bin/env", &actions, nil, arguments + [nil], variables + [nil])
        try #require(code == 0, "\(program) could not be started: error \(code)")
        (number, self.output) = (process, output)
    }

    deinit { kill() }

    /// Whether it has ended.
    var isOver: Bool {
        if status != nil { return true }
        var found: Int32 = 0
        guard waitpid(number, &found, WNOHANG) == number else { return false }
        status = found
        return true
    }

    /// Ends it without a chance to say anything, and waits for its death.
    func kill() { end(by: SIGKILL) }

    /// Sends a signal that ends it, and waits for its end.
    func end(by signal: Int32) {
        guard !isOver else { return }
        Glibc.kill(number, signal)
        var found: Int32 = 0
        if waitpid(number, &found, 0) == number { status = found }
    }

    /// Its exit code when it has ended by itself, or the negative number of the signal that ended it.
    func exit(within patience: Duration) async throws -> Int32 {
        let end = ContinuousClock.now.advanced(by: patience)
        while !isOver {
            guard ContinuousClock.now < end else { throw Complaint("belay did not end: \(said)") }
            try await Task.sleep(for: .milliseconds(5))
        }
        let status = status ?? 0
        return status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    }

    /// Everything that it has said.
    var said: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }
}
