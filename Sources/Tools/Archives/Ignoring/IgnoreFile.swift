internal import Basis

/// A `.dockerignore` read as Docker reads it: line by line into patterns, each with its place.
package struct IgnoreFile: Sendable {
    /// Docker's own bound on a line; beyond it `docker build` fails too.
    private static let lineLimit = 64 << 10

    /// The patterns in the file's order, and then whatever was appended.
    let patterns: [IgnorePattern]

    /// No patterns: nothing is left out.
    package static let empty = IgnoreFile(patterns: [])

    private init(patterns: [IgnorePattern]) { self.patterns = patterns }

    /// Reads the bytes of an ignore file; `name` is what diagnostics call it. Throws at the first pattern
    /// that Docker would refuse, even where Docker would only notice once a file is compared with it.
    package init(_ bytes: [UInt8], name: String = ".dockerignore") throws(ArchiveError) {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        var patterns: [IgnorePattern] = []
        let lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            let shown = ArchiveName(bytes: line.prefix(200)).description
            let place = Span(
                file: name, start: Position(line: index + 1, column: 1),
                end: Position(line: index + 1, column: shown.unicodeScalars.count + 1))
            guard line.count < IgnoreFile.lineLimit else {
                throw .badIgnorePattern(shown, at: place, why: "the line is longer than 64 KiB")
            }
            guard let text = IgnoreFile.cleaned(line) else { continue }
            do {
                if let pattern = try IgnorePattern(text) { patterns.append(pattern) }
            } catch {
                throw .badIgnorePattern(shown, at: place, why: error.why)
            }
        }
        self.patterns = patterns
    }

    /// Patterns given one by one, as if each were a line.
    package init(lines: [String]) throws(ArchiveError) {
        try self.init(Array(lines.joined(separator: "\n").utf8))
    }

    /// The line as a pattern: trimmed, with the shortest path, without the slash in front; nil for a
    /// comment or nothing. What an exclamation mark stands before is cleaned on its own.
    private static func cleaned(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        guard line.first != UInt8(ascii: "#") else { return nil }
        var text = trimmed(line)
        guard let first = text.first else { return nil }
        let isException = first == UInt8(ascii: "!")
        if isException { text = trimmed(text.dropFirst()) }
        if !text.isEmpty {
            text = cleanPath(text)[...]
            if text.count > 1, text.first == .slash { text = text.dropFirst() }
        }
        return (isException ? [UInt8(ascii: "!")] : []) + text
    }
}
