/// What is bound to a place in a statement.
enum SQLValue: Sendable {
    case integer(Int64)
    case text([UInt8])
    case bytes([UInt8])
    case null

    static func integer(_ number: Int) -> SQLValue { .integer(Int64(number)) }
    static func text(_ text: String) -> SQLValue { .text(Array(text.utf8)) }
    static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    static func integer(_ number: Int?) -> SQLValue { number.map { .integer(Int64($0)) } ?? .null }
}
