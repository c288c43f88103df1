package import Basis

/// Text with names in it: `alembic downgrade ${before.revision ?? base}`.
package struct Template: Hashable, Sendable, Codable {
    /// A run of literal text, or a name to be filled in.
    package enum Part: Hashable, Sendable, Codable {
        /// As it stands; `$${` has become `${` already.
        case text(String)
        /// A name, and what to use where it has no value.
        case name(Located<NamePath>, fallback: Expression?)
    }

    /// The parts in order.
    package let parts: [Part]
    /// Where the text stands.
    package let span: Span

    /// Makes a template of its parts.
    package init(_ parts: [Part], at span: Span) {
        (self.parts, self.span) = (parts, span)
    }

    /// The text itself, if there is nothing to fill in.
    package var literal: String? {
        var text = ""
        for part in parts {
            guard case .text(let piece) = part else { return nil }
            text += piece
        }
        return text
    }

    /// Every name that occurs, fallbacks included, in reading order.
    package var names: [Located<NamePath>] {
        parts.flatMap { part in
            switch part {
            case .text: [Located<NamePath>]()
            case .name(let name, let fallback): [name] + (fallback?.names ?? [])
            }
        }
    }
}
