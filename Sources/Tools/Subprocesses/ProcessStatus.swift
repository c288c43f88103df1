internal import Glibc

/// What the kernel says of a process in /proc.
struct ProcessStatus {
    /// In ticks since the machine started.
    let started: Int
    /// Whether only its exit code is left of it.
    let hasEnded: Bool

    /// Nil where there is no such process.
    init?(of number: Int) {
        // The name of the program comes second, in parentheses, and may hold anything.
        guard let text = ProcessStatus.text(of: "/proc/\(number)/stat"), let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[end...].split(separator: " ")
        guard fields.count > 20, let started = Int(fields[20]) else { return nil }
        self.started = started
        hasEnded = fields[1] == "Z" || fields[1] == "X"
    }

    /// A file of /proc, which is known to be short.
    static func text(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(file, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }
}
