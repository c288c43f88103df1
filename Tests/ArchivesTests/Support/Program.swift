import Glibc

/// Runs another program to its end: the other side of a test.
enum Program {
    struct Failed: Error {
        let program: String
        let status: Int32
        let output: String
    }

    /// Its standard output and error together; throws if it fails. Output is small here: it waits in the
    /// pipe.
    @discardableResult
    static func run(_ program: String, _ arguments: [String], in directory: String = "/") throws -> String {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        posix_spawn_file_actions_addclose(&actions, ends[1])
        let words =
            (["env", "-C", directory, program] + arguments).map { (text: String) in strdup(text) } + [nil]
        defer { words.forEach { free($0) } }
        let environment =
            ["PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C", "TZ=UTC"].map { (text: String) in strdup(text)
            } + [nil]
        defer { environment.forEach { free($0) } }
        var process = pid_t()
        let failure = posix_spawnp(&process, "env", &actions, nil, words, environment)
        close(ends[1])
        defer { close(ends[0]) }
        guard failure == 0 else { throw Failed(program: program, status: failure, output: "not started") }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(ends[0], &buffer, buffer.count)
            if count > 0 { output += buffer.prefix(count) } else { break }
        }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        let text = String(decoding: output, as: UTF8.self)
        guard status == 0 else { throw Failed(program: program, status: status, output: text) }
        return text
    }
}
