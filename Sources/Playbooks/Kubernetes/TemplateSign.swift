import Basis
import YAML

/// The place where a file shows that it is a template of Helm and no manifest.
///
/// Only a text that is no YAML, or whose values are braces in braces, is taken for one: the texts in
/// ConfigMaps and custom resources are full of templates of other programs.
struct TemplateSign {
    let text: String
    let span: Span

    init?(_ file: KubernetesFile, problems: [YAMLProblem]) {
        guard let problem = problems.first else { return nil }
        let lines = file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let index = problem.span.start.line - 1
        let suspect = lines.indices.contains(index) ? TemplateSign.braces(in: lines[index]) : nil
        if let suspect {
            (text, span) = TemplateSign.sign(suspect, lines[index], line: index, file: file.name)
            return
        }
        let first = lines.indices.first { TemplateSign.isControl(lines[$0]) }
        guard let first, let offset = TemplateSign.braces(in: lines[first]) else { return nil }
        (text, span) = TemplateSign.sign(offset, lines[first], line: first, file: file.name)
    }

    /// The first `{{` of a line.
    private static func braces(in line: ArraySlice<UInt8>) -> Int? {
        line.indices.dropLast().first { line[$0] == UInt8(ascii: "{") && line[$0 + 1] == UInt8(ascii: "{") }
    }

    /// Whether nothing but a placeholder begins the line: `{{- if … }}`.
    private static func isControl(_ line: ArraySlice<UInt8>) -> Bool {
        guard let offset = braces(in: line) else { return false }
        return line[..<offset].allSatisfy { $0 == UInt8(ascii: " ") }
    }

    private static func sign(
        _ offset: Int, _ line: ArraySlice<UInt8>, line index: Int, file: String
    ) -> (String, Span) {
        let before = String(decoding: line[..<offset], as: UTF8.self)
        let rest = String(decoding: line[offset...], as: UTF8.self)
        let text = rest.range(ofClosing: "}}").map { String(rest[..<$0]) } ?? rest
        let start = Position(line: index + 1, column: before.unicodeScalars.count + 1)
        let end = Position(line: index + 1, column: start.column + text.unicodeScalars.count)
        return (String(text.prefix(60)), Span(file: file, start: start, end: end))
    }
}

extension String {
    /// Just past the first two characters that close.
    fileprivate func range(ofClosing mark: String) -> Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(mark) { return self.index(index, offsetBy: mark.count) }
            index = self.index(after: index)
        }
        return nil
    }
}
