/// What decides the meaning of a scalar beside its text.
struct ScalarMeaning {
    let style: YAMLNode.Style
    let tag: String?

    func resolve(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar {
        let string = { YAMLScalar.string(String(decoding: text, as: UTF8.self)) }
        switch tag {
        case "!", "!!str", "!!binary": return string()
        case "!!null", "!!bool", "!!int": return CoreSchema.resolve(text) ?? string()
        case "!!float":
            if case .int(let whole) = CoreSchema.resolve(text) { return .float(Double(whole)) }
            return CoreSchema.resolve(text) ?? string()
        default: return style == .plain ? CoreSchema.resolve(text) ?? string() : string()
        }
    }

    /// Whether the text is what its tag says.
    ///
    /// Tags that are not YAML's own promise nothing.
    func isKept(by value: YAMLScalar) -> Bool {
        switch (tag, value) {
        case ("!!null", .null), ("!!bool", .bool), ("!!int", .int), ("!!float", .float): true
        // A whole number too large for a machine word is still whole.
        case ("!!int", .float(let number)): number.isFinite && number.magnitude > 9e18
        case ("!!null", _), ("!!bool", _), ("!!int", _), ("!!float", _): false
        default: true
        }
    }
}
