/// Writes values as YAML that every reader, of version 1.1 or 1.2, reads the same.
///
/// Collections are written in block style, strings plain only where nobody can take them for anything else,
/// texts of several lines as they are. The same value always gives the same text. Of a tag on a tag only the
/// outer one is written, because YAML has no place for both.
package struct YAMLWriter: Sendable {
    /// Up to so many bytes a key is written before its colon. Parsers look no further than 1024.
    private static let longestSimpleKey = 128
    private static let step = 2

    private var text = ""

    private init() {}

    /// The text of a document, ending with a line break.
    package static func text(of value: YAMLValue) -> String {
        var writer = YAMLWriter()
        let (tag, content) = YAMLWriter.split(value)
        if content.isBlock {
            if let tag { writer.text += tag + "\n" }
            writer.block(content, indent: 0)
        } else {
            writer.entry("", value, indent: -step)
        }
        return writer.text
    }

    /// A collection's entries; the first stands where the text ends if `isInline`.
    private mutating func block(_ value: YAMLValue, indent: Int, isInline: Bool = false) {
        var pad = isInline ? "" : String(repeating: " ", count: indent)
        let add = { (writer: inout YAMLWriter, lead: String, value: YAMLValue) in
            writer.text += pad
            pad = String(repeating: " ", count: indent)
            writer.entry(lead, value, indent: indent)
        }
        switch value {
        case .sequence(let items):
            for item in items { add(&self, "-", item) }
        case .mapping(let entries):
            for entry in entries {
                if let key = YAMLWriter.simpleKey(entry.key) {
                    add(&self, key + ":", entry.value)
                } else {
                    add(&self, "?", entry.key)
                    add(&self, ":", entry.value)
                }
            }
        default: break
        }
    }

    /// What stands before a value, then the value.
    private mutating func entry(_ lead: String, _ value: YAMLValue, indent: Int) {
        let (tag, content) = YAMLWriter.split(value)
        text += [lead, tag].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        let space = text.isEmpty || text.last == "\n" ? "" : " "
        if content.isBlock {
            let isInline = tag == nil && ["-", "?", ":"].contains(lead)
            text += isInline ? " " : "\n"
            block(content, indent: indent + YAMLWriter.step, isInline: isInline)
        } else if case .string(let words) = content, YAMLScalarText.isLiteral(words) {
            let pad = String(repeating: " ", count: indent + YAMLWriter.step * (indent < 0 ? 2 : 1))
            let isEnded = words.last == "\n"
            text += space + (isEnded ? "|\n" : "|-\n")
            for line in (isEnded ? words.dropLast() : words[...]).split(
                separator: "\n", omittingEmptySubsequences: false)
            {
                text += (line.isEmpty ? "" : pad + line) + "\n"
            }
        } else {
            text += space + YAMLScalarText.inline(content) + "\n"
        }
    }

    private static func simpleKey(_ key: YAMLValue) -> String? {
        let (tag, content) = split(key)
        guard !content.isBlock else { return nil }
        let text = [tag, YAMLScalarText.inline(content)].compactMap { $0 }.joined(separator: " ")
        return text.utf8.count <= longestSimpleKey ? text : nil
    }

    private static func split(_ value: YAMLValue) -> (tag: String?, content: YAMLValue) {
        guard case .tagged(let tag, var content) = value else { return (nil, value) }
        while case .tagged(_, let inner) = content { content = inner }
        return (YAMLScalarText.tag(tag), content)
    }
}

extension YAMLValue {
    /// Whether it takes lines of its own.
    fileprivate var isBlock: Bool {
        switch self {
        case .sequence(let items): !items.isEmpty
        case .mapping(let entries): !entries.isEmpty
        default: false
        }
    }
}
