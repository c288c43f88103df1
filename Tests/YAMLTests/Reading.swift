import Basis
import Testing

@testable import YAML

/// Reads a text of one document and expects nothing wrong with it.
func read(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> YAMLNode {
    let reading = YAMLReading(text: text, file: "file.yml")
    #expect(reading.problems == [], sourceLocation: location)
    #expect(reading.documents.count == 1, sourceLocation: location)
    return try #require(reading.documents.first, sourceLocation: location)
}

/// The problems of a text in words: `line:column code`.
func problems(_ text: String, limits: YAMLLimits = YAMLLimits()) -> [String] {
    problems(Array(text.utf8), limits: limits)
}

func problems(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> [String] {
    YAMLReading(bytes, file: "file.yml", limits: limits).problems.map { problem in
        "\(problem.span.start.line):\(problem.span.start.column) \(problem.diagnostic.code)"
    }
}

/// A span as `line:column-line:column`.
func places(_ span: Span?) -> String {
    guard let span else { return "nowhere" }
    return "\(span.start.line):\(span.start.column)-\(span.end.line):\(span.end.column)"
}
