extension String {
    /// The text in lines of at most `width` columns, broken between words; what is one word stays whole,
    /// however long, because a broken URL or path cannot be copied.
    ///
    /// Line breaks of the text itself stay. Lines after the first begin with `hanging` spaces, and the first
    /// one is `used` columns shorter.
    package func wrapped(to width: Int, hanging: Int = 0, used: Int = 0) -> String {
        let indent = String(repeating: " ", count: hanging)
        var lines: [String] = []
        for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
            var line = lines.isEmpty ? "" : indent
            var column = lines.isEmpty ? used : hanging
            var isEmpty = true
            for word in paragraph.split(separator: " ") {
                let length = word.displayWidth
                if !isEmpty, column + 1 + length > width {
                    lines.append(line)
                    (line, column, isEmpty) = (indent, hanging, true)
                }
                line += isEmpty ? word : " " + word
                column += isEmpty ? length : length + 1
                isEmpty = false
            }
            lines.append(isEmpty ? "" : line)
        }
        return lines.joined(separator: "\n")
    }

    /// The text with spaces behind it up to so many columns.
    package func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - displayWidth))
    }
}
