import Updates

/// A page of the manual: an annotated example that the real parser reads, and the shape that it explains.
package struct ManualPage: Sendable {
    /// A stretch of a page.
    package enum Part: Hashable, Sendable {
        /// Words for people, to be wrapped.
        case prose(String)
        /// Lines that stand as they are: what is written in a file, or a small table.
        case example([String])
    }

    /// The words behind `belay help`: `manifest`, or `step` and `backup`.
    package let topic: [String]
    /// The text of its file, as it stands in Docs/Manual.
    package let text: String
    /// How what it explains is written; nil where no shape is behind it.
    package let shape: Shape?

    init(_ topic: String..., file bytes: [UInt8], shape: Shape? = nil) {
        (self.topic, self.shape) = (topic, shape)
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Its stretches in order. A comment at the margin is prose, a bare `#` ends a paragraph, what is
    /// indented in a comment is a table, and everything else is the example.
    package var parts: [Part] {
        var parts: [Part] = []
        var kind = LineKind.pause
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let next = LineKind(line)
            if next != kind {
                if let part = kind.part(lines) { parts.append(part) }
                (kind, lines) = (next, [])
            }
            lines.append(line)
        }
        if let part = kind.part(lines) { parts.append(part) }
        return parts
    }

    /// The files within it, each of which is read by itself: `---` stands between them.
    package var files: [String] {
        var files = [""]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "---" { files.append("") } else { files[files.count - 1] += line + "\n" }
        }
        return files
    }

    /// The mappings with fixed keys that it explains, the outermost first and each once; those that have a
    /// page of their own are left to it.
    package var records: [RecordShape] {
        var found: [RecordShape] = []
        if let shape { collect(shape, isOutermost: true, &found) }
        return found
    }

    private func collect(_ shape: Shape, isOutermost: Bool, _ found: inout [RecordShape]) {
        switch shape {
        case .text, .integer, .boolean, .choice, .named, .anything: break
        case .list(let inner), .map(let inner): collect(inner, isOutermost: isOutermost, &found)
        case .either(let all): for inner in all { collect(inner, isOutermost: isOutermost, &found) }
        case .record(let record):
            guard isOutermost || !Manual.recordsWithPages.contains(record.name) else { return }
            // The six kinds of database have the same keys: one table is enough.
            guard !found.contains(where: { $0.keys == record.keys }) else { return }
            found.append(record)
            for key in record.keys { collect(key.shape, isOutermost: false, &found) }
        }
    }
}

/// What a line of a page is.
private enum LineKind {
    case prose, table, example, pause

    init(_ line: String) {
        self =
            line == "#" || line == "---"
            ? .pause : line.hasPrefix("#   ") ? .table : line.hasPrefix("# ") ? .prose : .example
    }

    /// What lines of one kind are together; nil if that is nothing to be shown.
    func part(_ lines: [String]) -> ManualPage.Part? {
        switch self {
        case .pause: return nil
        case .prose: return .prose(lines.map { $0.dropFirst(2) }.joined(separator: " "))
        case .table: return .example(lines.map { String($0.dropFirst(4)) })
        case .example:
            let shown = lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed()
            return shown.isEmpty ? nil : .example(Array(shown))
        }
    }
}
