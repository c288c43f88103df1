import Basis
internal import Glibc

/// Reads a whole small file, or says why not.
enum FileBytes {
    /// Larger ones are no list of hosts or keys.
    static let limit = ByteCount.mebibytes(16)

    static func read(_ path: String) throws(GitError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(path: path, why: lastSystemError()) }
        defer { close(descriptor) }
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return all }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .unwritable(path: path, why: lastSystemError()) }
            all += buffer[..<count]
            guard all.count <= limit.bytes else { throw .tooLarge(what: path, limit: "\(limit)") }
        }
    }

    /// Writes all bytes to an open file; the name is for the error.
    static func write(_ bytes: [UInt8], to descriptor: Int32, named path: String) throws(GitError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileTree.refusal(of: path) }
            rest = rest.dropFirst(count)
        }
    }
}

/// The system's words for the error that the last call left behind.
func lastSystemError() -> String { String(cString: strerror(errno)) }
