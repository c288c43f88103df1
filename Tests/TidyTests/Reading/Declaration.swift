/// A declaration at the top of a file or within a type; what functions declare inside is their own affair.
struct Declaration: Sendable {
    /// Its keyword, such as `struct` or `case`.
    let keyword: String
    let name: String
    /// Words such as `package`, `private(set)` by its first word, `static`.
    let modifiers: [String]
    /// Attributes without `@` and arguments.
    let attributes: [String]
    /// Its tokens, attributes included.
    let tokens: Range<Int>
    let lines: ClosedRange<Int>
    /// Blocks in braces that hold code, by their tokens; none for a type.
    let bodies: [ClosedRange<Int>]
    let members: [Declaration]

    /// Keywords of declarations that give a type a name.
    static let types: Set<String> = ["struct", "class", "enum", "actor", "protocol"]

    var isType: Bool { Declaration.types.contains(keyword) }

    /// Whether other targets can see it by its own words.
    var isOpen: Bool { !modifiers.isDisjoint(with: ["package", "public", "open"]) }

    /// Itself and everything within.
    var all: [Declaration] { [self] + members.flatMap(\.all) }
}

extension [String] {
    fileprivate func isDisjoint(with words: Set<String>) -> Bool { words.isDisjoint(with: self) }
}
