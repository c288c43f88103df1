/// Rows in columns, each as wide as its widest word; the last one is wrapped.
package struct Table: Hashable, Sendable {
    private static let gap = 2

    private let rows: [[String]]

    /// Rows of equally many words.
    package init(_ rows: [[String]]) { self.rows = rows }

    /// The table in lines.
    package func text(on surface: Surface) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { $0.count > column ? $0[column].displayWidth : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, word) in row.enumerated() {
                guard column == count - 1 else {
                    line += word.harmlessLine.padded(to: widths[column] + Table.gap)
                    continue
                }
                let used = line.displayWidth
                line += word.harmlessLine.wrapped(to: surface.width, hanging: used, used: used)
            }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
