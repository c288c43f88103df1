internal import Basis
internal import Glibc

/// Work on this machine that an earlier Belay began and did not see the end of: a program goes on when Belay
/// is killed. Found by the key that it carries in its environment, which its children inherit.
struct LocalTask {
    /// A program tells us of its end in no way, so it is looked for.
    private static let glance = Duration.milliseconds(200)
    /// Environments are seldom larger; `BELAY_TASK` is among the first of what we give.
    private static let environmentLimit = 256 << 10

    private let entry: [UInt8]

    init(_ key: TaskKey) { entry = Array("\(TaskKey.variable)=\(key)".utf8) }

    /// The processes that still work at it. Those of other users cannot be read, and are none of ours.
    func processes() -> [pid_t] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [pid_t] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let process = pid_t(name), process != getpid(), carriesKey(process) else { continue }
            found.append(process)
        }
        return found
    }

    /// Waits until none is left. At the deadline they are killed, and their death is waited for.
    func settle(by deadline: Deadline, grace: Duration) async throws {
        while !deadline.hasPassed {
            if processes().isEmpty { return }
            try await Task.sleep(for: LocalTask.glance)
        }
        let end = Deadline.after(grace)
        while case let left = processes(), !left.isEmpty {
            guard !end.hasPassed else { throw CommandFailure.survives(processes: left.map(Int.init)) }
            left.forEach { kill($0, SIGKILL) }
            try await Task.sleep(for: LocalTask.glance)
        }
    }

    private func carriesKey(_ process: pid_t) -> Bool {
        let descriptor = open("/proc/\(process)/environ", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var environment: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while environment.count < LocalTask.environmentLimit,
            case let count = read(descriptor, &buffer, buffer.count), count > 0
        {
            environment += buffer[..<count]
        }
        return environment.split(separator: 0).contains { $0.elementsEqual(entry) }
    }
}
