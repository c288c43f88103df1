internal import Basis

extension JSON {
    /// Reads a text; nil if it is no JSON.
    package init?(_ bytes: [UInt8]) {
        guard let tree = JSONTree(bytes) else { return nil }
        self.init(tree)
    }

    /// A text that was read, with its numbers told apart: objects are compared by value.
    private init(_ tree: JSONTree) {
        self =
            switch tree {
            case .null: .null
            case .bool(let value): .bool(value)
            case .number(let text): Int64(text).map(JSON.integer) ?? .number(Double(text) ?? 0)
            case .string(let text): .text(text)
            case .array(let items): .list(items.map { JSON($0) })
            case .object(let fields): .object(fields.mapValues { JSON($0) })
            }
    }
}
