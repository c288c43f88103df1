import Glibc

/// What the system says of this process and of others.
enum ProcessTable {
    /// The descriptors that this process has open, with what they are open on.
    ///
    /// Timers are left out: the runtime opens one for each clock when somebody first sleeps by it, and keeps
    /// it.
    static var openDescriptors: Set<String> {
        Set(
            names(in: "/proc/self/fd").compactMap { name in
                var target = [CChar](repeating: 0, count: 256)
                // The one that read the folder is closed by now, and has no target.
                let count = readlink("/proc/self/fd/\(name)", &target, target.count)
                let bytes = target.prefix(max(0, count)).map(UInt8.init(bitPattern:))
                let text = String(decoding: bytes, as: UTF8.self)
                return count < 0 || text.contains("timerfd") ? nil : "\(name) \(text)"
            })
    }

    /// The processes, zombies included, whose parent this process is.
    static var children: [String] {
        names(in: "/proc").filter { name in
            name.allSatisfy(\.isNumber)
                && fields(of: name).map { $0.count > 1 && $0[1] == "\(getpid())" } ?? false
        }
    }

    /// The processes that have this variable in their environment, as all descendants of a marked program
    /// have.
    static func isRunning(withVariable variable: String) -> Bool {
        names(in: "/proc").contains { name in
            name.allSatisfy(\.isNumber)
                && contents(of: "/proc/\(name)/environ").split(separator: "\0").contains(Substring(variable))
        }
    }

    /// Whether a process of this number runs; a zombie does not.
    static func isAlive(_ process: String) -> Bool {
        guard let state = fields(of: process)?.first else { return false }
        return state != "Z" && state != "X"
    }

    /// The memory that this process held at most since `forgetPeakMemory`, in bytes.
    static var peakMemory: Int {
        let line = contents(of: "/proc/self/status").split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1024
    }

    /// Lets the peak begin anew at what is held now.
    static func forgetPeakMemory() {
        guard let file = fopen("/proc/self/clear_refs", "we") else { return }
        fputs("5", file)
        fclose(file)
    }

    /// The state of a process and the numbers that follow it.
    private static func fields(of process: String) -> [Substring]? {
        let text = contents(of: "/proc/\(process)/stat")
        guard let end = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: end)...].split(separator: " ")
    }

    static func contents(of path: String) -> String {
        guard let file = fopen(path, "re") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names.filter { !$0.hasPrefix(".") }
    }
}
