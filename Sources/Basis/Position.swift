/// A place in a text file, as an editor counts: lines and columns begin at 1, columns count Unicode scalars.
package struct Position: Hashable, Sendable, Codable, Comparable {
    /// The line, from 1.
    package let line: Int
    /// The column, from 1.
    package let column: Int

    /// Makes a position; numbers below 1 are taken as 1.
    package init(line: Int, column: Int) {
        self.line = max(1, line)
        self.column = max(1, column)
    }

    /// Reads a position; numbers below 1 are taken as 1.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            line: try container.decode(Int.self, forKey: .line),
            column: try container.decode(Int.self, forKey: .column))
    }

    /// Orders positions as they are read.
    package static func < (left: Position, right: Position) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
