package import Basis

/// Something that can be given to a playbook.
package struct Input: Hashable, Sendable, Codable {
    /// What may be given.
    package enum Kind: Hashable, Sendable, Codable {
        /// A release, or `latest`.
        case release
        /// One word of several.
        case choice([String])
        /// A length of time.
        case duration
        /// True or false.
        case bool
        /// A whole number.
        case int
        /// Any text.
        case text
    }

    /// The name under which expressions see it, `inputs.NAME`.
    package let name: Located<String>
    /// What may be given.
    package let kind: Kind
    /// What it is when nothing is given; without one it must be given.
    package let initial: Located<String>?
    /// What it is for.
    package let about: Located<String>?

    /// An input of its parts.
    package init(name: Located<String>, kind: Kind, initial: Located<String>?, about: Located<String>?) {
        (self.name, self.kind, self.initial, self.about) = (name, kind, initial, about)
    }

    /// The type that its value has in expressions.
    package var type: ValueType {
        switch kind {
        case .release: .release
        case .choice, .text: .text
        case .duration: .duration
        case .bool: .boolean
        case .int: .number
        }
    }

    /// Reads a given text as a value of this input; nil if it is none.
    package func value(of text: String) -> Value? {
        switch kind {
        case .release: ReleaseVersion(text).map(Value.release) ?? .text(text)
        case .choice(let words): words.contains(text) ? .text(text) : nil
        case .duration: Duration(text: text).map(Value.duration)
        case .bool: Bool(text).map(Value.boolean)
        case .int: Int32(text).map { .number(Double($0)) }
        case .text: .text(text)
        }
    }
}
