package import Basis

/// The lines of the files that were read, so that whatever is found later can still show where.
package struct SourceLines: Sendable {
    /// A line longer than this is nobody's handwriting, and no caret can be drawn under it.
    private static let longestShown = 512

    private var files: [String: [Substring]] = [:]

    /// No file yet.
    package init() {}

    /// Keeps the lines of a file under the name by which its spans know it.
    package mutating func add(_ text: String, as file: String) {
        files[file] = text.split(omittingEmptySubsequences: false) {
            $0 == "\n" || $0 == "\r\n" || $0 == "\r"
        }
    }

    /// A place to point at, with its line if the file is known and the line is fit to be shown.
    package func place(_ span: Span) -> Place {
        guard let lines = files[span.file], lines.indices.contains(span.start.line - 1) else {
            return .text(span, line: nil)
        }
        let line = lines[span.start.line - 1]
        return .text(span, line: line.utf8.count <= SourceLines.longestShown ? String(line) : nil)
    }
}
