/// One statement of a script.
package struct SQLStatement: Hashable, Sendable {
    /// Its words as they are written, without comments before it and without the semicolon.
    package let text: String
    /// The line on which it begins, from 1.
    package let line: Int
    /// Its words, keywords and names in small letters, quoted texts as `'`, for whoever looks for a shape.
    package let words: [String]

    /// The statements of a script, in order. Quotes, dollar quotes, comments and the bodies of routines are
    /// followed, so that no semicolon within them ends a statement.
    package static func all(in script: String) -> [SQLStatement] {
        var reader = SQLReader(script)
        var all: [SQLStatement] = []
        while let statement = reader.next() { all.append(statement) }
        return all
    }
}
