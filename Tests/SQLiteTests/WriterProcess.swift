import Glibc
import Testing

/// The program JournalWriter, beside the test bundle, with both of its streams in our hands.
final class WriterProcess {
    static let path: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let bundle = String(
            decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return bundle.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/JournalWriter"
    }()

    let number: pid_t
    private let input: Int32
    private let output: Int32
    private var isOver = false

    convenience init(_ words: String...) throws { try self.init(program: WriterProcess.path, words) }

    /// Another program, treated alike.
    init(program path: String, _ words: [String]) throws {
        var (given, told): ([Int32], [Int32]) = ([0, 0], [0, 0])
        try #require(pipe(&given) == 0 && pipe(&told) == 0)
        for end in [given[1], told[0]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, given[0], 0)
        posix_spawn_file_actions_adddup2(&actions, told[1], 1)
        let arguments = ([path] + words).map { (word: String) in strdup(word) }
        defer { arguments.forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, nil, arguments + [nil], nil)
        close(given[0])
        close(told[1])
        (number, input, output) = (process, given[1], told[0])
        try #require(code == 0, "\(path) could not be started")
    }

    deinit {
        finish(with: SIGKILL)
        close(output)
    }

    /// Lets it begin.
    func go() { _ = write(input, "\n", 1) }

    /// The next line that it says; nil when it has ended.
    func line() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }

    /// Ends it, by a signal if one is named and otherwise by the end of its input.
    func finish(with signal: Int32? = nil) {
        guard !isOver else { return }
        isOver = true
        close(input)
        if let signal { kill(number, signal) }
        waitpid(number, nil, 0)
    }
}
