import Basis
import Updates
import YAML

extension ComposeForm where Value == [ComposeVariable] {
    /// Variables: `NAME=value` items or a mapping; a name alone is passed on by who knows what is there.
    static var variables: ComposeForm {
        ComposeForm { node, reading in
            reportRepeated(node, &reading)
            guard let entries = ComposeForm.keyedEntries(node, &reading) else { return nil }
            let isList = node.sequence != nil
            return entries.compactMap { entry in
                reading.at(.key(entry.shown)) { variable(entry, isList: isList, &$0) }
            }
        }
    }

    private static func variable(
        _ entry: ComposeEntry, isList: Bool, _ reading: inout ComposeReading
    ) -> ComposeVariable? {
        let name = Located(entry.key, at: entry.span)
        if entry.key.isEmpty {
            reading.report(
                .wrongValue, "the variable has no name", at: entry.site, remedy: "Write NAME=value.")
            return nil
        }
        guard let text = entry.value.text else {
            if entry.value.isNull { return ComposeVariable(name: name, value: nil, origin: .passed) }
            reading.expected("a text", at: entry.value)
            return nil
        }
        if isList, text.isWrappedInQuotes {
            reading.report(
                .quotedValue, "the quotes around the value of `\(entry.shown)` are part of it",
                at: entry.site,
                remedy: "Write `- \(entry.shown)=…` without them.", severity: .warning)
        }
        if !isList, entry.value.written == nil, entry.value.site.style == .plain, text.isReadDifferently {
            reading.report(
                .ambiguousValue, "programs read the value of `\(entry.shown)` differently", at: entry.value,
                why: "Belay takes it as it is written; other readers take it for a number or a date.",
                severity: .warning)
        }
        let value = Secret(text)
        if entry.value.written == nil, WrittenSecret.isLikely(name: entry.key, value: value) {
            // Without its line: what is printed ends up in logs.
            reading.hurts(
                .plainSecret, "the value of `\(entry.shown)` is written in the file",
                at: .text(entry.span, line: nil))
        }
        return ComposeVariable(name: name, value: value, origin: .written)
    }

    private static func reportRepeated(_ node: ComposeNode, _ reading: inout ComposeReading) {
        var seen: Set<Substring> = []
        for (index, item) in (node.sequence ?? []).enumerated() {
            guard let text = item.text else { continue }
            let name = text.prefix { $0 != "=" }
            if !seen.insert(name).inserted {
                reading.at(.index(index)) {
                    $0.report(
                        .repeatedVariable,
                        "`\((item.written ?? text).prefix { $0 != "=" })` is given again, and this one wins",
                        at: item,
                        severity: .warning)
                }
            }
        }
    }
}

extension String {
    fileprivate var isWrappedInQuotes: Bool {
        guard utf8.count >= 2, let first, first == last else { return false }
        return first == "\"" || first == "'"
    }

    /// `0755`, `1_000` and `2001-01-01`: numbers and dates to Compose's own reader, which writes them anew.
    fileprivate var isReadDifferently: Bool {
        guard let first = utf8.first, (0x30...0x39).contains(first) else { return false }
        let bytes = Array(utf8)
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        if bytes.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) {
            return bytes.count > 1 && (first == UInt8(ascii: "0") || bytes.contains(UInt8(ascii: "_")))
        }
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].utf8.count == 4
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
    }
}

extension ComposeForm where Value == [ComposeEnvironmentFile] {
    /// Files of variables: a path, several, or mappings that say whether they must be there.
    static var environmentFiles: ComposeForm { .listOrOne(.environmentFile) }
}

extension ComposeForm where Value == ComposeEnvironmentFile {
    fileprivate static var environmentFile: ComposeForm {
        ComposeForm { node, reading in
            var file = WrittenFile()
            if node.text != nil {
                file.path = ComposeForm<Located<String>>.path.read(node, &reading)
            } else {
                WrittenFile.record.read(node, into: &file, &reading)
            }
            guard let path = file.path else {
                if node.mapping != nil, node["path"] == nil {
                    reading.report(
                        .wrongValue, "the file has no `path`", at: node, remedy: "Write `path: ./app.env`.")
                }
                return nil
            }
            return ComposeEnvironmentFile(
                path: path, isRequired: file.isRequired?.value ?? true, isRaw: file.format?.value == .raw)
        }
    }
}

private struct WrittenFile {
    enum Format: String, CaseIterable { case raw }

    var path: Located<String>?
    var isRequired: Located<Bool>?
    var format: Located<Format>?

    static let record = ComposeRecord<WrittenFile>(
        "a file of variables",
        [
            .key("path", \.path, .path), .key("required", \.isRequired, .boolean),
            .key("format", \.format, .choice()),
        ])
}
