import Basis
import Updates

/// One word of an expression, with its place in the text counted in Unicode scalars.
struct Token: Equatable {
    enum Kind: Equatable {
        case name(NamePath)
        case value(Value)
        case word(Word)
        case comparison(Expression.Comparison)
        case mark(Mark)
    }

    enum Word: String { case and, or, not }

    enum Mark: Character {
        case open = "("
        case close = ")"
        case openList = "["
        case closeList = "]"
        case comma = ","
    }

    let kind: Kind
    let range: Range<Int>
}
