internal import Basis

/// Passes a binary age file on, and reads the ASCII form of one: strict PEM, with space allowed around it.
struct Unarmoring: Transform {
    // What `age` allows before and after.
    private static let spaceCountMax = 1024
    // Longer than any line of the form, so that a longer one is known to be wrong.
    private static let lineByteCountMax = 128
    private static let pieceByteCount = 49152

    private enum Phase {
        case unknown, binary, armored, done
    }

    private var inlet: Inlet
    private var phase = Phase.unknown
    private var line = 0
    private var hasShortLine = false
    private var hasLine = false

    init(_ source: any ByteStream) { inlet = Inlet(source) }

    mutating func next() async throws -> [UInt8]? {
        switch phase {
        case .unknown:
            try await recognise()
            return []
        case .binary:
            guard try await inlet.fill(1) else { return nil }
            return Array(inlet.take(inlet.count))
        case .armored: return try await lines()
        case .done: return nil
        }
    }

    /// Decides by the first bytes that are no space; space itself is left in place for a file that is not
    /// armored.
    private mutating func recognise() async throws {
        var spaces = 0
        while try await inlet.fill(spaces + 1) {
            spaces = inlet.available.prefix { $0.isSpace }.count
            if spaces < inlet.count || spaces > Unarmoring.spaceCountMax { break }
        }
        let mark = Array("-----BEGIN".utf8)
        _ = try await inlet.fill(spaces + mark.count)
        guard spaces <= Unarmoring.spaceCountMax, inlet.available.dropFirst(spaces).starts(with: mark) else {
            phase = .binary
            return
        }
        line = inlet.take(spaces).count { $0 == UInt8(ascii: "\n") }
        guard let first = try await text(), first.elementsEqual(Armoring.firstLine.utf8) else {
            throw flaw("the first line is \(Armoring.firstLine)")
        }
        phase = .armored
    }

    private mutating func lines() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < Unarmoring.pieceByteCount {
            guard let text = try await text() else {
                throw inlet.count > 0 ? flaw("it is too long") : FlawFound(.truncated)
            }
            if text.elementsEqual(Armoring.lastLine.utf8) {
                guard hasLine else { throw flaw("there is no content") }
                try await expectOnlySpace()
                phase = .done
                break
            }
            guard !hasShortLine, !text.isEmpty, text.count <= Armoring.columnCount,
                let more = Base64.padded.decode(text)
            else {
                throw flaw("content is canonical base64 in lines of 64 columns, only the last one shorter")
            }
            hasShortLine = more.count < Armoring.bytesPerLine
            hasLine = true
            bytes += more
        }
        return bytes
    }

    /// A line without its end, which may be LF or CRLF; nil at the end and for one that is too long.
    private mutating func text() async throws -> ArraySlice<UInt8>? {
        line += 1
        guard let (text, isTerminated) = try await inlet.line(atMost: Unarmoring.lineByteCountMax) else {
            return nil
        }
        return isTerminated && text.last == UInt8(ascii: "\r") ? text.dropLast() : text
    }

    private mutating func expectOnlySpace() async throws {
        var count = 0
        line += 1
        while try await inlet.fill(1) {
            let rest = inlet.take(inlet.count)
            count += rest.count
            guard rest.allSatisfy(\.isSpace), count <= Unarmoring.spaceCountMax else {
                throw flaw("nothing but space follows the last line")
            }
        }
    }

    private func flaw(_ why: String) -> FlawFound { FlawFound(.malformedArmor(line: line, why: why)) }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
}
