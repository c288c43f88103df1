/// The content of a YAML text without its places: what is written out, and what tests compare.
package indirect enum YAMLValue: Hashable, Sendable {
    /// A key with its value.
    package struct Entry: Hashable, Sendable {
        /// The key, of any kind.
        package let key: YAMLValue
        /// The value.
        package let value: YAMLValue

        /// Joins a key to its value.
        package init(_ key: YAMLValue, _ value: YAMLValue) {
            self.key = key
            self.value = value
        }
    }

    /// Nothing.
    case null
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// Another number.
    case float(Double)
    /// A text.
    case string(String)
    /// A list.
    case sequence([YAMLValue])
    /// Keys with values, in the order in which they are written.
    case mapping([Entry])
    /// A value with a tag that the core schema does not explain, such as `!reset`.
    case tagged(String, YAMLValue)
}

extension YAMLNode {
    /// The content: aliases and merge keys followed, places left behind.
    package var value: YAMLValue {
        let content = untaggedValue
        guard let tag, tag != "!", !tag.hasPrefix("!!") else { return content }
        return .tagged(tag, content)
    }

    private var untaggedValue: YAMLValue {
        switch scalar {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .float(let value): return .float(value)
        case .string(let value): return .string(value)
        case nil: break
        }
        if let sequence { return .sequence(sequence.map(\.value)) }
        return .mapping((mapping?.entries ?? []).map { YAMLValue.Entry($0.key.value, $0.value.value) })
    }
}

extension YAMLValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// A text.
    package init(stringLiteral value: String) { self = .string(value) }
    /// A list.
    package init(arrayLiteral elements: YAMLValue...) { self = .sequence(elements) }
    /// Keys with values, in the order of the literal.
    package init(dictionaryLiteral elements: (YAMLValue, YAMLValue)...) {
        self = .mapping(elements.map { Entry($0.0, $0.1) })
    }
}
