internal import Glibc

/// A file that is read whole because it is known to be small, with what the system says about it.
struct SmallFile {
    enum Problem: Error {
        case refused(Int32)
        case notAFile
        case tooLong
    }

    let bytes: [UInt8]
    /// The permission bits.
    let mode: UInt32

    /// Reads a regular file of at most so many bytes.
    init(_ path: String, atMost limit: Int) throws(Problem) {
        // Not to wait for a writer, should it be a pipe.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .refused(errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .refused(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        mode = status.st_mode & 0o7777
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: limit + 1)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .refused(errno) }
            guard count > 0 else { break }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw .tooLong }
        }
        self.bytes = bytes
    }
}

extension SmallFile.Problem {
    /// The problem in half a sentence.
    var why: String {
        switch self {
        case .refused(let code): String(cString: strerror(code))
        case .notAFile: "it is not a file"
        case .tooLong: "it is too long"
        }
    }
}
