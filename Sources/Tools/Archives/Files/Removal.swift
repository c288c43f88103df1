internal import Glibc

/// Takes a directory of our own away again, never through a symbolic link.
enum Removal {
    /// Removes a tree; false if something of it is left.
    static func remove(_ path: String) -> Bool {
        guard
            let root = Descriptor(openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0))
        else { return false }
        empty(root)
        return rmdir(path) == 0
    }

    private static func empty(_ directory: Descriptor) {
        fchmod(directory.number, 0o700)
        for name in directory.names() ?? [] {
            if name[...].withCString({ unlinkat(directory.number, $0, 0) }) == 0 { continue }
            if let inner = directory.openDirectory(name[...]) { empty(inner) }
            _ = name[...].withCString { unlinkat(directory.number, $0, AT_REMOVEDIR) }
        }
    }
}
