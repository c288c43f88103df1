internal import Basis
internal import Glibc

/// A file of statements in a release.
struct SQLFile {
    /// No person wrote more than this, and a dump is restored otherwise.
    private static let limit = 16 << 20

    let text: String

    /// Reads a file below a folder, wherever its links may lead: the release is trusted with more than that.
    init(_ path: String, in folder: String, at span: Span) throws {
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            throw SQLFailure.unusable(span, why: "`\(path)` leads out of the release")
        }
        let file = open("\(folder)/\(path)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw SQLFailure.unusable(span, why: "\(path): \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while case let count = read(file, &buffer, buffer.count), count != 0 {
            guard count > 0 else {
                throw SQLFailure.unusable(span, why: "\(path): \(String(cString: strerror(errno)))")
            }
            bytes += buffer[..<count]
            guard bytes.count <= SQLFile.limit else {
                throw SQLFailure.unusable(
                    span, why: "\(path) is longer than \(ByteCount(Int64(SQLFile.limit)))")
            }
        }
        text = String(decoding: bytes, as: UTF8.self)
    }
}
