import Basis
import Updates
import YAML

/// YAML written again as JSON text, so that names in its strings can be filled in when it is sent.
struct JSONText {
    private var text = ""

    init(_ entries: [YAMLMapping.Entry]) { write(entries) }

    /// The text with the names in it, read as a template.
    func template(at node: YAMLNode, _ reading: inout Reading) -> Template? {
        var line: String?
        if case .text(_, let shown) = node.place { line = shown }
        let writing = Writing(text, at: node.span, line: line, lead: nil)
        let (template, problems) = TemplateParser.template(writing)
        reading.report(problems)
        reading.note(ExpressionUse(writing: writing, kind: .template(template)))
        return problems.isEmpty ? template : nil
    }

    private mutating func write(_ entries: [YAMLMapping.Entry]) {
        text += "{"
        for (index, entry) in entries.enumerated() {
            if index > 0 { text += "," }
            write(string: entry.key.text ?? "")
            text += ":"
            write(entry.value)
        }
        text += "}"
    }

    private mutating func write(_ node: YAMLNode) {
        switch node.scalar {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .int(let number): text += String(number)
        case .float(let number): text += number.isFinite ? String(number) : "null"
        case .string(let string): write(string: string)
        case nil:
            if let mapping = node.mapping { return write(mapping.entries) }
            text += "["
            for (index, item) in (node.sequence ?? []).enumerated() {
                if index > 0 { text += "," }
                write(item)
            }
            text += "]"
        }
    }

    private mutating func write(string: String) { text += string.quotedForJSON }
}
