package import Basis

/// A template with every name filled in. What is secret in it stays apart until the one call that needs it.
package struct Filled: Sendable {
    /// A stretch of the text.
    enum Piece: Sendable {
        case plain(String)
        case secret(Secret)
    }

    let pieces: [Piece]

    /// Whether there is a secret in it: then the whole is one.
    package var isSecret: Bool {
        pieces.contains { if case .secret = $0 { true } else { false } }
    }

    /// The text, if there is no secret in it.
    package var plain: String? { isSecret ? nil : reveal() }

    /// The whole as a secret.
    package var secret: Secret { Secret(reveal()) }

    /// The text itself, for the one call that needs it.
    package func reveal() -> String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .plain(let words): text += words
            case .secret(let secret): text += secret.reveal()
            }
        }
    }
}

extension Filled: CustomStringConvertible, CustomReflectable {
    /// The text with a redaction in the place of each secret.
    package var description: String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .plain(let words): text += words
            case .secret(let secret): text += secret.description
            }
        }
    }

    /// A mirror that shows what the description shows.
    package var customMirror: Mirror { Mirror(self, children: ["text": description]) }
}
