internal import Glibc

/// An open file or directory, owned: closed with this object.
final class Descriptor {
    let number: Int32

    /// Owns a number that a call has just returned; nil for the -1 of a call that failed.
    init?(_ number: Int32) {
        guard number >= 0 else { return nil }
        self.number = number
    }

    deinit { close(number) }

    /// What the file is now.
    var status: stat? {
        var status = stat()
        return fstat(number, &status) == 0 ? status : nil
    }

    /// What a name in this directory is now, a symbolic link taken as itself; nil with `errno` set.
    func status(of name: ArraySlice<UInt8>) -> stat? {
        var status = stat()
        let result = name.withCString { fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }
        return result == 0 ? status : nil
    }

    /// Opens a name in this directory, never through a symbolic link; nil with `errno` set.
    func open(_ name: ArraySlice<UInt8>, _ flags: Int32, mode: mode_t = 0o600) -> Descriptor? {
        Descriptor(name.withCString { openat(number, $0, flags | O_NOFOLLOW | O_CLOEXEC, mode) })
    }

    /// Opens a directory in this directory, never through a symbolic link; nil with `errno` set.
    func openDirectory(_ name: ArraySlice<UInt8>) -> Descriptor? { open(name, O_RDONLY | O_DIRECTORY) }

    /// The names in this directory in the order of their bytes; nil with `errno` set.
    func names() -> [[UInt8]]? {
        guard let stream = fdopendir(dup(number)) else { return nil }
        defer { closedir(stream) }
        rewinddir(stream)
        var names: [[UInt8]] = []
        errno = 0
        while let found = readdir(stream) {
            let name = withUnsafePointer(to: &found.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: UInt8.self, capacity: 256) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
                }
            }
            if name != [.dot], name != [.dot, .dot] { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { return nil }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension stat {
    /// The file type bits of the mode.
    var type: mode_t { st_mode & S_IFMT }
}
