package import Basis

/// The lines of the files that were read, so that whatever is found later can still show where.
package struct SourceLines: Sendable {
    /// A line longer than this is nobody's handwriting, and no caret can be drawn under it.
    private static let longestShown = 512

    /// A file: what the operator calls it, what it holds, and where its lines begin.
    private struct File {
        let known: String
        let bytes: [UInt8]
        let starts: [Int]
    }

    private var files: [String: File] = [:]

    /// No file yet.
    package init() {}

    /// Keeps the lines of a file under the name by which its spans know it; the operator may know another.
    package mutating func add(_ bytes: [UInt8], as file: String, known: String? = nil) {
        var starts = [0]
        bytes.withUnsafeBufferPointer { bytes in
            for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
        }
        files[file] = File(known: known ?? file, bytes: bytes, starts: starts)
    }

    /// Takes over the files of others.
    package mutating func add(_ others: SourceLines) { files.merge(others.files) { own, _ in own } }

    /// A place to point at, with its line if the file is known and the line is fit to be shown.
    package func place(_ span: Span) -> Place {
        guard let file = files[span.file] else { return .text(span, line: nil) }
        let shown = Span(file: file.known, start: span.start, end: span.end)
        return .text(shown, line: line(span.start.line, of: file))
    }

    private func line(_ number: Int, of file: File) -> String? {
        guard file.starts.indices.contains(number - 1) else { return nil }
        let start = file.starts[number - 1]
        var line = file.bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        if start == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        return line.count <= SourceLines.longestShown ? String(decoding: line, as: UTF8.self) : nil
    }
}
