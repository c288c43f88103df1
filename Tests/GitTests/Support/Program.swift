import Glibc

/// Runs a program to its end with an environment of its own: the other side of these tests.
struct Program {
    let status: Int32
    let output: String
    let errors: String

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs it; a status other than zero throws unless it is expected.
    @discardableResult
    static func run(
        _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:],
        input: String = "/dev/null",
        mayFail: Bool = false
    ) throws -> Program {
        let (out, err) = (scratch.fresh("out"), scratch.fresh("err"))
        let process = try start(
            arguments, in: scratch, environment: environment, input: input, output: out, errors: err)
        let status = wait(for: process)
        let program = Program(status: status, output: try Scratch.read(out), errors: try Scratch.read(err))
        unlink(out)
        unlink(err)
        guard status == 0 || mayFail else {
            throw Failed(
                description:
                    "\(arguments.joined(separator: " ")): \(status)\n\(program.output)\(program.errors)")
        }
        return program
    }

    static func start(
        _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:],
        input: String = "/dev/null",
        output: String, errors: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        // Dispatch's threads block every signal, and a program would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let settings = scratch.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = settings.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, arguments[0], &actions, &attributes, &argv, &envp)
        guard code == 0 else {
            throw Failed(description: "\(arguments[0]): \(String(cString: strerror(code)))")
        }
        return process
    }

    /// The exit status, or 128 and the signal.
    static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }
}
