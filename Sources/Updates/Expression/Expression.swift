package import Basis

/// A condition or a term of one, as written behind `when:`.
package indirect enum Expression: Hashable, Sendable, Codable {
    /// How two terms are compared.
    package enum Comparison: String, Hashable, Sendable, Codable, CaseIterable {
        /// Both are the same.
        case equal = "=="
        /// They differ.
        case unequal = "!="
        /// The left one is smaller.
        case less = "<"
        /// The left one is larger.
        case greater = ">"
        /// The left one is in the list.
        case member = "in"
    }

    /// A name, to be looked up.
    case name(Located<NamePath>)
    /// A value as it was written.
    case literal(Located<Value>)
    /// Several terms in brackets.
    case list([Expression], Span)
    /// Two terms compared.
    case compare(Expression, Comparison, Expression)
    /// The opposite.
    case not(Expression)
    /// All of them, left to right, ending at the first that is false.
    case and([Expression])
    /// Any of them, left to right, ending at the first that is true.
    case or([Expression])

    /// The whole stretch of text that the expression covers.
    package var span: Span {
        switch self {
        case .name(let name): name.span
        case .literal(let value): value.span
        case .list(_, let span): span
        case .compare(let left, _, let right): Expression.join(left.span, right.span)
        case .not(let inner): inner.span
        case .and(let all), .or(let all):
            all.dropFirst().reduce(all[0].span) { Expression.join($0, $1.span) }
        }
    }

    /// Every name that occurs, in reading order.
    package var names: [Located<NamePath>] {
        switch self {
        case .name(let name): [name]
        case .literal: []
        case .list(let all, _), .and(let all), .or(let all): all.flatMap(\.names)
        case .compare(let left, _, let right): left.names + right.names
        case .not(let inner): inner.names
        }
    }

    private static func join(_ first: Span, _ last: Span) -> Span {
        Span(file: first.file, start: first.start, end: last.end)
    }
}
