internal import Glibc

/// A private directory for one check: the signature, and the only keys that gpg is to know. Gone with this
/// value, or with the next one if the process dies first.
final class VerifierRoom: Sendable {
    let path: String
    /// Locked as long as the room is in use: the kernel unlocks what a dead process held.
    private let descriptor: Int32

    init(beside clone: String) throws(GitError) {
        try VerifierRoom.removeAbandoned(beside: clone)
        while true {
            var template = Array("\(clone).verify-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { throw FileTree.refusal(of: clone) }
            let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            // Whoever tidies up may be quicker than the lock; then the room is theirs to remove.
            guard let descriptor = VerifierRoom.lock(path) else { continue }
            (self.path, self.descriptor) = (path, descriptor)
            return
        }
    }

    deinit {
        try? FileTree.remove(path)
        close(descriptor)
    }

    /// Removes the rooms of checks that died, and returns their names.
    @discardableResult
    static func removeAbandoned(beside clone: String) throws(GitError) -> [String] {
        guard let slash = clone.lastIndex(of: "/") else { return [] }
        let folder = slash == clone.startIndex ? "/" : String(clone[..<slash])
        guard access(folder, F_OK) == 0 else { return [] }
        let prefix = clone[clone.index(after: slash)...] + ".verify-"
        var removed: [String] = []
        for name in try FileTree.names(folder) where name.hasPrefix(prefix) {
            let room = "\(folder)/\(name)"
            guard let descriptor = lock(room) else { continue }
            defer { close(descriptor) }
            try FileTree.remove(room)
            removed.append(name)
        }
        return removed.sorted()
    }

    /// The locked directory; nil if it is another's, or gone.
    private static func lock(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var (held, named) = (stat(), stat())
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &held) == 0,
            lstat(path, &named) == 0, held.st_ino == named.st_ino
        else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// Writes a new file, and returns its path.
    func write(_ bytes: [UInt8], as name: String) throws(GitError) -> String {
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileTree.refusal(of: file) }
        defer { close(descriptor) }
        try FileBytes.write(bytes, to: descriptor, named: file)
        return file
    }
}
