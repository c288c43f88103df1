internal import Basis
internal import Glibc

/// The bytes of a file, from the beginning.
final class FileStream: ByteStream {
    private static let pieceSize = 256 << 10

    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws(BackupFailure) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw .system(errno, "read", path) }
    }

    deinit { close(descriptor) }

    func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: FileStream.pieceSize) { buffer, count in
            var result = read(descriptor, buffer.baseAddress, buffer.count)
            while result < 0, errno == EINTR { result = read(descriptor, buffer.baseAddress, buffer.count) }
            failure = result < 0 ? errno : 0
            count = max(0, result)
        }
        guard failure == 0 else { throw BackupFailure.system(failure, "read", path) }
        return piece.isEmpty ? nil : piece
    }
}
