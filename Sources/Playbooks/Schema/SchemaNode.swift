/// A piece of a JSON Schema, its keys in the order in which they are to be read.
indirect enum SchemaNode: Sendable {
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([SchemaNode])
    case object([(key: String, value: SchemaNode)])

    /// As JSON, a line for each key.
    var text: String {
        var text = ""
        write(to: &text, indent: "")
        return text
    }

    private func write(to text: inout String, indent: String) {
        switch self {
        case .flag(let flag): text += flag ? "true" : "false"
        case .number(let number): text += String(number)
        case .text(let string): text += string.quotedForJSON
        case .list(let items):
            let isShort = items.allSatisfy(\.isScalar)
            let inner = indent + "  "
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += isShort ? ", " : "," }
                if !isShort { text += "\n" + inner }
                item.write(to: &text, indent: inner)
            }
            text += isShort ? "]" : "\n\(indent)]"
        case .object(let entries):
            let inner = indent + "  "
            text += "{"
            for (index, entry) in entries.enumerated() {
                text += (index > 0 ? ",\n" : "\n") + inner + entry.key.quotedForJSON + ": "
                entry.value.write(to: &text, indent: inner)
            }
            text += entries.isEmpty ? "}" : "\n\(indent)}"
        }
    }

    private var isScalar: Bool {
        switch self {
        case .flag, .number, .text: true
        case .list, .object: false
        }
    }
}
