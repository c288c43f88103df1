extension Rule {
    static let lineLength = Rule(
        "line-length",
        forbids: "a line of more than 110 characters in Swift",
        instead: "break the line, or give a part of it a name",
        planted: [
            .found(at: [2], "let a = 1\n// " + String(repeating: "x", count: 108) + "\n"),
            .nearMiss("// " + String(repeating: "x", count: 107) + "\n"),
            .nearMiss("// " + String(repeating: "\u{E9}", count: 107) + "\n"),
        ],
        swift: { file in
            let source = file.source
            return source.lineStarts.indices.compactMap { index in
                guard source.isLong(index) else { return nil }
                let length = String(decoding: source.line(index), as: UTF8.self).unicodeScalars.count
                return length > 110 ? source.finding(index + 1, "\(length) characters") : nil
            }
        })
}

extension SourceFile {
    /// Whether a line may be too long: it has more bytes than it may have characters.
    fileprivate func isLong(_ index: Int) -> Bool {
        (index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count) - lineStarts[index] > 110
    }
}
