internal import Basis
internal import Glibc

/// A program of this machine that stands for one in a container.
final class LocalProcess: Sendable {
    enum Output: Sendable {
        case stdout([UInt8])
        case stderr([UInt8])
    }

    private let process: pid_t
    private let input: Guarded<Int32>

    /// Starts a program; nil if there is none of that name.
    init?(
        _ command: [String], environment: [String: String], takesInput: Bool,
        told: @escaping @Sendable (Output) -> Void, ended: @escaping @Sendable (Int32) -> Void
    ) {
        guard let (process, pipes) = LocalProcess.begin(command, environment) else { return nil }
        self.process = process
        for end in [pipes[0][0], pipes[1][1], pipes[2][1]] { close(end) }
        if !takesInput { close(pipes[0][1]) }
        input = Guarded(takesInput ? pipes[0][1] : -1)
        let (stdout, stderr) = (pipes[1][0], pipes[2][0])
        let input = self.input
        onThread {
            LocalProcess.pump(stdout, stderr, told)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7f
            input.withLock {
                if $0 >= 0 { close($0) }
                $0 = -1
            }
            ended(signal == 0 ? status >> 8 & 0xff : 128 + signal)
        }
    }

    /// One program is started at a time: no other one may get hold of a pipe before it is marked.
    private static let oneByOne = Guarded(())

    private static func begin(
        _ command: [String], _ environment: [String: String]
    ) -> (pid_t, pipes: [[Int32]])? {
        oneByOne.withLock { _ in
            let pipes = (0..<3).map { _ in
                var ends: [Int32] = [-1, -1]
                _ = pipe(&ends)
                for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
                return ends
            }
            if let process = spawn(command, environment, pipes) { return (process, pipes) }
            for end in pipes.joined() { close(end) }
            return nil
        }
    }

    private static func spawn(
        _ command: [String], _ environment: [String: String], _ pipes: [[Int32]]
    ) -> pid_t? {
        guard let path = command.first.flatMap(find) else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes[0][0], 0)
        posix_spawn_file_actions_adddup2(&actions, pipes[1][1], 1)
        posix_spawn_file_actions_adddup2(&actions, pipes[2][1], 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        var words = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var process: pid_t = 0
        return posix_spawn(&process, path, &actions, &attributes, &words, &variables) == 0 ? process : nil
    }

    private static func find(_ name: String) -> String? {
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        return ["/bin", "/usr/bin", "/usr/local/bin", "/sbin", "/usr/sbin"].map { "\($0)/\(name)" }
            .first { access($0, X_OK) == 0 }
    }

    private static func pump(_ stdout: Int32, _ stderr: Int32, _ told: (Output) -> Void) {
        var open = [stdout, stderr]
        while !open.isEmpty {
            var waits = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            _ = poll(&waits, UInt(waits.count), -1)
            for wait in waits where wait.revents != 0 {
                let bytes = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
                    count = max(0, read(wait.fd, buffer.baseAddress, 65536))
                }
                if bytes.isEmpty {
                    close(wait.fd)
                    open.removeAll { $0 == wait.fd }
                } else {
                    told(wait.fd == stdout ? .stdout(bytes) : .stderr(bytes))
                }
            }
        }
    }

    /// Gives it bytes to read; false if it reads no more.
    func feed(_ bytes: [UInt8]) -> Bool {
        let descriptor = input.withLock { $0 }
        var sent = 0
        while descriptor >= 0, sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent)
            }
            if count <= 0 { return false }
            sent += count
        }
        return descriptor >= 0
    }

    /// There is nothing more for it to read.
    func endInput() {
        input.withLock {
            if $0 >= 0 { close($0) }
            $0 = -1
        }
    }

    /// Sends a signal to it and to what it started.
    func signal(_ number: Int32) { kill(-process, number) }
}
