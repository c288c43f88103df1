internal import Basis
internal import Glibc

/// What is done to folders of backups.
enum Folder {
    /// Makes it, and those above it.
    static func make(_ path: String) throws(BackupFailure) {
        guard mkdir(path, 0o700) != 0 else { return }
        let number = errno
        if number == EEXIST { return }
        guard number == ENOENT, let cut = path.lastIndex(of: "/"), cut != path.startIndex else {
            throw .system(number, "make the folder", path)
        }
        try make(String(path[..<cut]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw .system(errno, "make the folder", path)
        }
    }

    /// The names in it; none if it is not there.
    static func names(in path: String) throws(BackupFailure) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw .system(errno, "read the folder", path)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Waits until what was made, renamed or removed in it is on the disk.
    static func sync(_ path: String) throws(BackupFailure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, "write", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(errno, "write", path) }
    }

    /// Removes a folder with everything in it, or a file; no link is followed, and nothing happens if it is
    /// not there.
    static func remove(_ path: String) throws(BackupFailure) {
        if unlink(path) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else { throw .system(errno, "remove", path) }
        for name in try names(in: path) { try remove("\(path)/\(name)") }
        guard rmdir(path) == 0 || errno == ENOENT else { throw .system(errno, "remove", path) }
    }

    /// Gives something another name; what has that name already is in the way.
    static func rename(_ path: String, to other: String) throws(BackupFailure) {
        guard Glibc.rename(path, other) == 0 else { throw .system(errno, "rename", path) }
    }

    /// Whether there is anything under the name.
    static func holds(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether there is a folder under the name, or a link to one.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The length of a file; nil if there is none.
    static func size(of path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// What may still be written there by this user.
    static func room(at path: String) -> ByteCount? {
        var found = statvfs()
        guard statvfs(path, &found) == 0 else { return nil }
        return ByteCount(Int64(clamping: UInt64(found.f_bavail) * UInt64(found.f_frsize)))
    }
}
