internal import Basis

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
        var (line, lineStart) = (1, beginning)
        var index = beginning
        while index < min(offset, bytes.count) {
            let next = afterBreak(at: index)
            if let next, next <= offset {
                (line, lineStart, index) = (line + 1, next, next)
            } else {
                index += 1
            }
        }
        let before = bytes[min(lineStart, bytes.count)..<max(lineStart, min(offset, bytes.count))]
        return Position(line: line, column: 1 + before.count { $0 & 0xC0 != 0x80 })
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
        var (line, start, index) = (1, beginning, beginning)
        while index < bytes.count {
            guard let next = afterBreak(at: index) else {
                index += 1
                continue
            }
            if line == number { return start..<index }
            (line, start, index) = (line + 1, next, next)
        }
        return line == number ? start..<bytes.count : nil
    }

    /// The byte behind the line break at an offset, or nil if no line ends there.
    private func afterBreak(at index: Int) -> Int? {
        switch bytes[index] {
        case UInt8(ascii: "\n"): return index + 1
        case UInt8(ascii: "\r"):
            return index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n") ? index + 2 : index + 1
        default: return nil
        }
    }
}
