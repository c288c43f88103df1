internal import Basis
internal import Glibc

/// A new file, that is on the disk when it is closed.
final class FileSink {
    /// What is written goes to the disk in stretches, so that the last `fsync` does not wait for all of it,
    /// and a full disk is met early.
    private static let stretch = 64 << 20

    private let descriptor: Int32
    private let path: String
    private var unsynced = 0

    init(_ path: String) throws(BackupFailure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw .system(errno, "write", path) }
    }

    deinit { Glibc.close(descriptor) }

    /// Writes it all.
    func write(_ bytes: [UInt8]) throws(BackupFailure) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { rest in
                Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(errno, "write", path) }
            written += count
        }
        unsynced += bytes.count
        if unsynced >= FileSink.stretch { try sync() }
    }

    /// Waits until everything is on the disk.
    func sync() throws(BackupFailure) {
        guard fdatasync(descriptor) == 0 else { throw .system(errno, "write", path) }
        unsynced = 0
    }

    /// Writes a small file under a temporary name and gives it its own: it is never seen half.
    static func replace(_ path: String, with bytes: [UInt8]) throws(BackupFailure) {
        let temporary = "\(path).new"
        unlink(temporary)
        let sink = try FileSink(temporary)
        try sink.write(bytes)
        try sink.sync()
        guard rename(temporary, path) == 0 else { throw .system(errno, "write", path) }
    }
}
