import Glibc
import Testing

/// The real program, beside the test bundle, run by the shell with everything a shell can do to it.
enum BelayProgram {
    struct Outcome: Equatable {
        var exit: Int32
        var output: String
        var errors: String
    }

    /// The path of the program.
    static let path: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let bundle = String(
            decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return bundle.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/belay"
    }()

    /// Runs a line of bash in which `belay` is the program, with a bare environment and its own streams.
    static func bash(_ script: String, environment: [String] = []) throws -> Outcome {
        try run(["/bin/bash", "-c", "belay() { \"\(path)\" \"$@\"; }\n" + script], environment)
    }

    /// Runs the program with these words.
    static func run(_ words: String..., environment: [String] = []) throws -> Outcome {
        try run([path] + words, environment)
    }

    /// Runs the program with these words.
    static func run(words: [String]) throws -> Outcome { try run([path] + words) }

    /// Runs any program.
    static func run(_ words: [String], _ environment: [String] = []) throws -> Outcome {
        let scratch = try Scratch()
        let (output, errors) = ("\(scratch.path)/output", "\(scratch.path)/errors")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
        let variables = ["PATH=/usr/bin:/bin", "HOME=\(scratch.path)", "LC_ALL=C.UTF-8", leaks] + environment
        var child = pid_t()
        let code = withCStrings(words) { words in
            withCStrings(variables) { spawn(&child, &actions, words, $0) }
        }
        try #require(code == 0, "\(words[0]) could not be started: error \(code)")
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let exit = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
        return Outcome(exit: exit, output: try Scratch.read(output), errors: try Scratch.read(errors))
    }

    /// Heard under the address sanitizer alone: what its search for leaks must not take for one.
    private static let leaks: String = {
        let tests = #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" }
        return "LSAN_OPTIONS=suppressions=\(tests)/leaks.supp:print_suppressions=0"
    }()

    private static func spawn(
        _ child: inout pid_t, _ actions: inout posix_spawn_file_actions_t,
        _ words: [UnsafeMutablePointer<CChar>?], _ variables: [UnsafeMutablePointer<CChar>?]
    ) -> Int32 {
        guard let path = words.first.flatMap({ $0 }) else { return EINVAL }
        return posix_spawn(&child, path, &actions, nil, words, variables)
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
