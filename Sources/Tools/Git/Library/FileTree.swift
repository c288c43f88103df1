internal import Glibc

/// Directories as wholes.
enum FileTree {
    /// Removes a directory and all below it, following no link. One that is not there is no error.
    static func remove(_ path: String) throws(GitError) {
        if unlink(path) == 0 || errno == ENOENT { return }
        if errno != EISDIR && errno != EPERM { throw .unwritable(path: path, why: lastSystemError()) }
        for name in try names(path) { try remove("\(path)/\(name)") }
        guard rmdir(path) == 0 else { throw .unwritable(path: path, why: lastSystemError()) }
    }

    /// The names in a directory, without the two that stand for itself and its parent.
    static func names(_ path: String) throws(GitError) -> [String] {
        guard let stream = opendir(path) else { throw .unwritable(path: path, why: lastSystemError()) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = name(of: entry)
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Waits until a file's bytes or a directory's names are on the disk.
    static func sync(_ path: String) throws(GitError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refusal(of: path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw refusal(of: path) }
    }

    /// The error for what the last call was refused.
    static func refusal(of path: String) -> GitError {
        switch errno {
        case ENOSPC, EDQUOT: .diskFull(place: path, why: lastSystemError())
        default: .unwritable(path: path, why: lastSystemError())
        }
    }

    static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
    }
}
