internal import Basis
internal import Glibc

/// The bytes of a file, and how offsets, lines and columns in them belong together.
///
/// Lines end where the parser ends them: at `\n`, `\r\n` and a lone `\r`.
struct SourceText: Sendable {
    /// A line longer than this is nobody's handwriting, and no caret can be drawn under it.
    private static let longestShownLine = 512
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    let file: String
    let bytes: [UInt8]

    /// Where the first line begins: behind the byte order mark, if there is one.
    private var beginning: Int { bytes.starts(with: SourceText.byteOrderMark) ? 3 : 0 }

    /// The line and column of a byte.
    func position(ofByte offset: Int) -> Position {
        var number = 0
        var start = beginning
        firstLine { range, next in
            (number, start) = (number + 1, range.lowerBound)
            return offset < next
        }
        let before = bytes[min(start, bytes.count)..<max(start, min(offset, bytes.count))]
        return Position(line: number, column: 1 + before.count { $0 & 0xC0 != 0x80 })
    }

    /// Behind the last character that is no space: where a caret belongs if the text ends too early.
    var endOfContent: TreeRecord.Mark {
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
        let position = position(ofByte: end)
        return TreeRecord.Mark(line: UInt32(position.line - 1), column: UInt32(position.column - 1))
    }

    /// A line's text, if it exists and is short enough to be shown.
    func line(_ number: Int) -> String? {
        guard let range = lineRange(number), range.count <= SourceText.longestShownLine else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// The bytes of a line up to a column, and from it on.
    func split(at position: Position) -> (before: Substring, after: Substring)? {
        guard let line = line(position.line) else { return nil }
        let scalars = line.unicodeScalars
        let at = scalars.index(scalars.startIndex, offsetBy: position.column - 1, limitedBy: scalars.endIndex)
        let cut = at ?? line.endIndex
        return (line[..<cut], line[cut...])
    }

    func place(_ span: Span) -> Place { .text(span, line: line(span.start.line)) }

    private func lineRange(_ number: Int) -> Range<Int>? {
        var found: Range<Int>?
        var line = 0
        firstLine { range, _ in
            line += 1
            if line == number { found = range }
            return line == number
        }
        return found
    }

    /// Goes through the lines, each with the place of the next, up to the one that was looked for.
    ///
    /// It looks for the ends eight and more bytes at a time: problems at the end of a large file stay cheap.
    private func firstLine(where isFound: (Range<Int>, Int) -> Bool) {
        bytes.withUnsafeBytes { raw in
            let find = { (byte: UInt8, range: Range<Int>) -> Int? in
                guard let base = raw.baseAddress, !range.isEmpty else { return nil }
                return memchr(base + range.lowerBound, Int32(byte), range.count).map {
                    base.distance(to: UnsafeRawPointer($0))
                }
            }
            var start = beginning
            var feed = -1
            while true {
                if feed < start { feed = find(UInt8(ascii: "\n"), start..<raw.count) ?? raw.count }
                let end = find(UInt8(ascii: "\r"), start..<feed) ?? feed
                let next = end < feed && end + 1 == feed && feed < raw.count ? feed + 1 : end + 1
                if isFound(start..<end, next) || end == raw.count { return }
                start = next
            }
        }
    }
}
