import Glibc
import Testing

/// A file of the checkout.
enum TextOnDisk {
    static func read(_ path: String) throws -> String {
        let file = open(path, O_RDONLY)
        try #require(file >= 0, "\(path) could not be opened")
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = Glibc.read(file, &buffer, buffer.count), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
