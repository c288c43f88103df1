internal import Basis

/// A line of the operator's file with a caret under what is meant.
///
/// Long lines are cut around the caret.
struct SourceExcerpt {
    /// Tabs are shown as so many spaces, so that the caret stands right whatever the terminal's tab stops
    /// are.
    private static let tab = 4
    private static let ellipsis = "…"

    private let text: String
    private let number: String
    private let caret: Range<Int>
    private let severity: Diagnostic.Severity

    /// Prepares the line that the span begins in.
    init(_ line: String, _ span: Span, _ severity: Diagnostic.Severity) {
        let scalars = Array(line.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" })
        let start = min(span.start.column - 1, scalars.count)
        let last = span.end.line == span.start.line ? span.end.column - 1 : scalars.count
        let end = max(start, min(last, scalars.count))
        let before = SourceExcerpt.shown(scalars[..<start])
        let marked = SourceExcerpt.shown(scalars[start..<end])
        text = before + marked + SourceExcerpt.shown(scalars[end...])
        caret = before.displayWidth..<(before.displayWidth + max(1, marked.displayWidth))
        number = "\(span.start.line)"
        self.severity = severity
    }

    /// The excerpt: a margin, the numbered line, the carets.
    func lines(on surface: Surface) -> [String] {
        let palette = Palette(surface)
        let room = max(10, surface.width - number.count - 3)
        let (shown, marked) = clipped(to: room)
        let blank = String(repeating: " ", count: number.count)
        let carets = String(repeating: "^", count: marked.count)
        return [
            palette.paint("\(blank) |", as: .quiet),
            palette.paint("\(number) |", as: .quiet) + (shown.isEmpty ? "" : " \(shown)"),
            palette.paint("\(blank) |", as: .quiet) + " " + String(repeating: " ", count: marked.lowerBound)
                + palette.paint(carets, as: severity.role),
        ]
    }

    /// The part of the line that fits, with the caret's place in it.
    ///
    /// The caret's beginning is always seen.
    private func clipped(to room: Int) -> (String, Range<Int>) {
        let characters = Array(text)
        let total = text.displayWidth
        guard total > room || caret.upperBound > room else { return (text, caret) }
        // A third of the room before the caret: what leads to a mistake explains it better than what follows.
        let first =
            caret.lowerBound < room - 1 && caret.upperBound <= room - 1 ? 0 : caret.lowerBound - room / 3
        let (head, skipped) = SourceExcerpt.dropping(columns: max(0, first), from: characters[...])
        let lead = skipped > 0 ? 1 : 0
        let (kept, isWhole) = SourceExcerpt.fitting(head, into: room - lead)
        let shown = (lead > 0 ? SourceExcerpt.ellipsis : "") + kept + (isWhole ? "" : SourceExcerpt.ellipsis)
        let start = caret.lowerBound - skipped + lead
        let end = min(caret.upperBound - skipped + lead, room)
        return (shown, start..<max(start + 1, end))
    }

    /// Drops whole characters until at least so many columns are gone; tells how many were.
    private static func dropping(
        columns: Int, from characters: ArraySlice<Character>
    ) -> (ArraySlice<Character>, Int) {
        var (rest, skipped) = (characters, 0)
        while skipped < columns, let first = rest.popFirst() { skipped += first.displayWidth }
        while let first = rest.first, first.displayWidth == 0 { rest.removeFirst() }
        return (rest, skipped)
    }

    /// As many characters as fit, with a column kept for the ellipsis when not all do.
    private static func fitting(_ characters: ArraySlice<Character>, into room: Int) -> (String, Bool) {
        var (kept, used) = ("", 0)
        let isWhole = characters.reduce(0) { $0 + $1.displayWidth } <= room
        for character in characters {
            used += character.displayWidth
            guard used <= (isWhole ? room : room - 1) else { break }
            kept.append(character)
        }
        return (kept, isWhole)
    }

    private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        for scalar in scalars {
            if scalar == "\t" {
                text += String(repeating: " ", count: tab)
            } else {
                text += String(scalar).harmlessLine
            }
        }
        return text
    }
}
