extension String {
    /// So much of a foreign text is shown.
    private static let shown = 1 << 10

    /// The beginning of a foreign text, fit to be shown: without control characters, in one line.
    var excerpt: String {
        let isCut = utf8.count > String.shown
        var view = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(String.shown) {
            view.append(scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? " " : scalar)
        }
        let words = String(view).split(separator: " ").joined(separator: " ")
        return isCut ? "\(words)…" : words
    }
}
