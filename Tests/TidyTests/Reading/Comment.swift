/// A comment: one line of a `//`, or a block.
struct Comment: Sendable {
    let lines: ClosedRange<Int>
    let text: String
    /// Whether it stands alone on its line.
    let isAlone: Bool

    var isDocumentation: Bool { text.hasPrefix("///") || text.hasPrefix("/**") }
}
