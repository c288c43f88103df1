package import Basis

/// A piece of text together with where it was written, so that a fault within it can be pointed at.
package struct Writing: Hashable, Sendable {
    /// The text, with the file's quoting already undone.
    package let text: String
    /// Where it stands in its file, quotes included.
    package let span: Span
    /// The line it begins on.
    package let line: String?
    /// How many columns the text begins behind the span's start: one in quotes. Nil if the file's form and
    /// the text do not run side by side (escapes, folded lines), so that only the whole can be pointed at.
    package let lead: Int?

    /// Joins a text to its place.
    package init(_ text: String, at span: Span, line: String?, lead: Int?) {
        (self.text, self.span, self.line, self.lead) = (text, span, line, lead)
    }

    /// The place of a stretch of the text, counted in Unicode scalars.
    package func span(of range: Range<Int>) -> Span {
        guard let lead else { return span }
        let column = span.start.column + lead
        return Span(
            file: span.file,
            start: Position(line: span.start.line, column: column + range.lowerBound),
            end: Position(line: span.start.line, column: column + range.upperBound))
    }
}
