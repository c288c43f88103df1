/// What a stream can show: how wide its lines may be, and whether colours arrive.
package struct Surface: Hashable, Sendable {
    /// Where nothing else is known, and the least that is promised.
    package static let usualWidth = 80
    /// Longer lines are hard to read, however wide the window.
    private static let greatestWidth = 100
    /// Below this, wrapping would leave nothing to read.
    private static let leastWidth = 40

    /// Columns that a line may fill.
    package let width: Int
    /// Whether colours may be sent.
    package let hasColour: Bool

    /// A stream of so many columns.
    package init(width: Int = Surface.usualWidth, hasColour: Bool = false) {
        self.width = width
        self.hasColour = hasColour
    }

    /// A stream as the system describes it: `columns` is nil where there is no terminal.
    ///
    /// Colour needs a terminal that is not `dumb`. `NO_COLOR` with any value, `CLICOLOR=0` and `--no-color`
    /// take it away; `CLICOLOR_FORCE` gives it to a pipe, unless one of those stands against it.
    package init(columns: Int?, isTerminal: Bool, variables: [String: String], noColour: Bool) {
        let refused =
            noColour || variables["NO_COLOR"]?.isEmpty == false || variables["CLICOLOR"] == "0"
            || variables["TERM"] == "dumb"
        let forced = variables["CLICOLOR_FORCE"].map { !$0.isEmpty && $0 != "0" } ?? false
        hasColour = !refused && (isTerminal || forced)
        width = columns.map { min(Surface.greatestWidth, max(Surface.leastWidth, $0)) } ?? Surface.usualWidth
    }
}
