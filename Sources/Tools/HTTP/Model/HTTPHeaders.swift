package import Basis

/// Header fields in the order they were given; names are compared without regard to case.
package struct HTTPHeaders: Hashable, Sendable {
    /// One line of a head.
    package struct Field: Hashable, Sendable {
        /// The name as it was written.
        package let name: String
        /// The value without the blanks around it.
        package let value: String
    }

    /// Every field, repeated ones included.
    package private(set) var fields: [Field] = []

    /// No fields at all.
    package init() {}

    /// Takes fields in order.
    package init(_ fields: KeyValuePairs<String, String>) {
        for (name, value) in fields { add(name, value) }
    }

    /// Adds a field after those that are there.
    package mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Adds a field whose value must not be seen.
    package mutating func add(_ name: String, _ value: Secret) { add(name, value.reveal()) }

    /// The first value under a name.
    package subscript(_ name: String) -> String? {
        fields.first { $0.name.equalsIgnoringCase(name) }?.value
    }

    /// Every value under a name, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { $0.name.equalsIgnoringCase(name) }.map(\.value)
    }

    /// Whether a list such as `Connection` names a word, in any of its fields.
    package func list(_ name: String, contains word: String) -> Bool {
        all(name).contains { value in
            value.split(separator: ",").contains { $0.trimmingBlanks.equalsIgnoringCase(word) }
        }
    }

    /// Continues the last field's value: the obsolete folding of long lines.
    mutating func continueLast(with text: String) {
        guard let last = fields.popLast() else { return }
        fields.append(Field(name: last.name, value: last.value + " " + text))
    }
}

extension HTTPHeaders: CustomStringConvertible {
    /// The names alone: values may be credentials.
    package var description: String { fields.map(\.name).joined(separator: ", ") }
}

extension StringProtocol {
    /// ASCII comparison: header names and tokens know no other letters.
    func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        utf8.count == other.utf8.count
            && (self == other
                || zip(utf8, other.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII })
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The text without spaces and tabs around it.
    var trimmingBlanks: Substring {
        var rest = self[...]
        while let first = rest.utf8.first, first.isBlank { rest = rest.dropFirst() }
        while let last = rest.utf8.last, last.isBlank { rest = rest.dropLast() }
        return rest
    }
}

extension UInt8 {
    /// A letter's small form, anything else as it is.
    var lowercasedASCII: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }

    /// A space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
}
