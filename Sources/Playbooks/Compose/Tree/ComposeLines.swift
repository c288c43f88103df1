import Basis

/// The lines of the files of a project, for the carets of problems that are found when all is read.
final class ComposeLines {
    /// A line longer than this is nobody's handwriting, and no caret can be drawn under it.
    private static let longestShown = 512

    private var files: [String: [UInt8]] = [:]
    private var starts: [String: [Int]] = [:]
    private var written: [Span: String] = [:]

    /// Keeps a file.
    func add(_ bytes: [UInt8], file: String) { files[file] = bytes }

    /// Keeps what is written where variables were replaced.
    func note(_ text: String, at span: Span) { written[span] = text }

    /// A text as it may be shown.
    func shown(_ text: Located<String>) -> String { String((written[text.span] ?? text.value).prefix(60)) }

    /// Everywhere that variables were replaced.
    var replaced: Set<Span> { Set(written.keys) }

    /// Whether variables were replaced there, so that what came of it is not to be shown.
    func hides(_ span: Span) -> Bool { written[span] != nil }

    /// A place with its line. Lines of other files than Compose files are never shown: they hold values.
    func place(_ span: Span) -> Place { .text(span, line: line(span.start.line, of: span.file)) }

    private func line(_ number: Int, of file: String) -> String? {
        guard let bytes = files[file] else { return nil }
        let starts = starts(of: file, bytes)
        guard number >= 1, number <= starts.count else { return nil }
        let start = starts[number - 1]
        var line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        if start == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        return line.count <= ComposeLines.longestShown ? String(decoding: line, as: UTF8.self) : nil
    }

    private func starts(of file: String, _ bytes: [UInt8]) -> [Int] {
        if let known = starts[file] { return known }
        var found = [0]
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { found.append(index + 1) }
        starts[file] = found
        return found
    }
}
