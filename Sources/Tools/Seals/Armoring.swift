internal import Basis

/// The ASCII form of an age file: strict PEM (RFC 7468).
struct Armoring: Transform {
    static let firstLine = "-----BEGIN AGE ENCRYPTED FILE-----"
    static let lastLine = "-----END AGE ENCRYPTED FILE-----"
    static let columnCount = 64
    static let bytesPerLine = 48
    // Some 64 KiB of text at a time.
    private static let linesPerPiece = 1024

    private var inlet: Inlet
    private var hasBegun = false
    private var isDone = false

    init(_ source: any ByteStream) { inlet = Inlet(source) }

    mutating func next() async throws -> [UInt8]? {
        if isDone { return nil }
        if !hasBegun {
            hasBegun = true
            return Array("\(Armoring.firstLine)\n".utf8)
        }
        isDone = try await !inlet.fill(Armoring.bytesPerLine * Armoring.linesPerPiece)
        let bytes = inlet.take(min(inlet.count, Armoring.bytesPerLine * Armoring.linesPerPiece))
        let text = Base64.padded.encode(Array(bytes))
        var lines: [UInt8] = []
        lines.reserveCapacity(text.count + text.count / Armoring.columnCount + 128)
        for start in stride(from: 0, to: text.count, by: Armoring.columnCount) {
            lines += text[start..<min(start + Armoring.columnCount, text.count)]
            lines.append(UInt8(ascii: "\n"))
        }
        if isDone { lines += Array("\(Armoring.lastLine)\n".utf8) }
        return lines
    }
}
