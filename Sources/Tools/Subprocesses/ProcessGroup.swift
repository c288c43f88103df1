internal import Glibc

/// A program and everything it started that did not leave its group.
///
/// The number stays taken as long as the leader is not reaped or anybody is left in the group, so a signal
/// sent then reaches nobody else.
struct ProcessGroup: Sendable {
    let number: pid_t

    /// Signals every member.
    func signal(_ signal: Int32) { kill(-number, signal) }

    /// Whether nobody is left.
    ///
    /// Only to be asked once the leader is reaped.
    var isGone: Bool {
        // Orphans come to us where we are the first process of a container: nobody else would reap them
        // there.
        var status: Int32 = 0
        while waitpid(-number, &status, WNOHANG) > 0 {}
        return kill(-number, 0) != 0 && errno == ESRCH
    }

    /// Whether all who are left are dead and only wait for a parent, not us, to reap them.
    var isDead: Bool {
        guard let folder = opendir("/proc") else { return false }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let process = pid_t(name), ProcessGroup.isAlive(process, in: number) { return false }
        }
        return true
    }

    private static func isAlive(_ process: pid_t, in group: pid_t) -> Bool {
        // `number (name) state parent group …`; the name may hold anything, even parentheses.
        guard let file = try? Descriptor.opening("/proc/\(process)/stat", O_RDONLY) else { return false }
        let text = [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
            count = max(0, read(file.number, buffer.baseAddress, buffer.count))
        }
        guard let end = text.lastIndex(of: UInt8(ascii: ")")) else { return false }
        let fields = String(decoding: text[(end + 1)...], as: UTF8.self).split(separator: " ").prefix(3)
        guard let state = fields.first, let owner = fields.last.flatMap({ pid_t($0) }) else { return false }
        return owner == group && state != "Z" && state != "X"
    }
}
