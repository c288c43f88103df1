import Basis

/// Reads a stream line by line.
struct LineReader {
    private let stream: any ByteStream
    private var buffer: [UInt8] = []

    /// No line of an engine is as long.
    private static let lineAtMost = 1 << 20

    init(_ stream: any ByteStream) { self.stream = stream }

    /// The next line without its end; nil at the end of the stream.
    mutating func next() async throws -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end].filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
            }
            guard buffer.count < LineReader.lineAtMost else { throw Complaint("a line without end") }
            guard let piece = try await stream.next() else {
                defer { buffer = [] }
                return buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self)
            }
            buffer += piece
        }
    }
}
