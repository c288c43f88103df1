internal import Basis
internal import Glibc

/// A file that the operator wrote.
enum TextFile {
    /// Larger ones are no handwriting, and no reader behind this wants them.
    private static let limit = ByteCount.mebibytes(16)

    /// All of a file's bytes.
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw unreadable(path, why: errno) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, why: errno) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit.bytes else {
                let what = "the file is larger than \(limit)"
                throw .wrongInput([Diagnostic(CommandCode.unreadableFile, what, at: .thing(path))])
            }
        }
    }

    private static func unreadable(_ path: String, why code: Int32) -> Failure {
        let why = String(cString: strerror(code))
        return .wrongInput([
            Diagnostic(CommandCode.unreadableFile, "the file cannot be read", at: .thing(path), why: why)
        ])
    }
}
