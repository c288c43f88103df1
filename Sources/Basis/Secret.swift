/// A value that must not be seen: it redacts itself in every description, mirror and encoding.
///
/// There is no way to decode one: a secret is resolved late, where it is used, and never read back from a
/// record.
package struct Secret: Sendable {
    /// What is shown in place of every secret.
    package static let redaction = "[redacted]"

    private let text: String

    /// Takes a value into custody.
    package init(_ text: String) { self.text = text }

    /// The value itself, for the one call that needs it.
    package func reveal() -> String { text }

    /// Whether there is anything in it at all.
    package var isEmpty: Bool { text.isEmpty }
}

extension Secret: Equatable {
    /// Compares without stopping at the first difference, so that timing does not tell where it is.
    package static func == (left: Secret, right: Secret) -> Bool {
        let (one, other) = (Array(left.text.utf8), Array(right.text.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The redaction.
    package var description: String { Secret.redaction }
    /// The redaction.
    package var debugDescription: String { Secret.redaction }
    /// A mirror with nothing in it.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Encodable {
    /// Encodes the redaction.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Secret.redaction)
    }
}
