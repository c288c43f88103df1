/// A stretch of a text file; `end` is the position just past its last character.
package struct Span: Hashable, Sendable, Codable {
    /// The file as the operator knows it: a path, or `<stdin>`.
    package let file: String
    /// Where it begins.
    package let start: Position
    /// Just past its last character.
    package let end: Position

    /// Makes a span; an end before the start is moved to the start.
    package init(file: String, start: Position, end: Position) {
        self.file = file
        self.start = start
        self.end = max(start, end)
    }

    /// Reads a span; an end before the start is moved to the start.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            file: try container.decode(String.self, forKey: .file),
            start: try container.decode(Position.self, forKey: .start),
            end: try container.decode(Position.self, forKey: .end))
    }
}

extension Span: CustomStringConvertible {
    /// `file:line:column`, the form that editors and terminals make clickable.
    package var description: String { "\(file):\(start.line):\(start.column)" }
}
