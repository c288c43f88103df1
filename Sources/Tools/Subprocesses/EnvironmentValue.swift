package import Basis

/// The value of an environment variable.
package enum EnvironmentValue: Hashable, Sendable {
    /// A value that anyone may see.
    case plain(String)
    /// A value that only the program may see.
    case secret(Secret)

    /// Values are equal when the program would see the same text and both are equally secret.
    package static func == (left: EnvironmentValue, right: EnvironmentValue) -> Bool {
        switch (left, right) {
        case (.plain(let one), .plain(let other)): one == other
        case (.secret(let one), .secret(let other)): one == other
        default: false
        }
    }

    /// Secrets all hash alike, so that a hash tells nothing of them.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .plain(let text): hasher.combine(text)
        case .secret: hasher.combine(Secret.redaction)
        }
    }
}

extension EnvironmentValue: ExpressibleByStringLiteral {
    /// A literal stands in the source for all to read: it is plain.
    package init(stringLiteral value: String) { self = .plain(value) }
}
