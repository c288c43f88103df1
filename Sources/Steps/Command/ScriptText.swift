internal import Basis

/// A shell script under construction. Where a secret stands, the shell reads a variable instead: a script is
/// an argument of the shell, and everybody can see arguments.
///
/// The variable is expanded within double quotes wherever it stands, so that the shell takes nothing in it
/// for a word of its own. Here-documents and comments are read as ordinary text.
struct ScriptText {
    private enum Quoting { case bare, single, double }

    private(set) var text = ""
    private(set) var secrets: [String: Secret] = [:]
    /// Where we are: the innermost last. A command substitution begins anew within double quotes.
    private var nesting: [Quoting] = [.bare]
    private var escaped = false
    private var last: Character?

    mutating func append(_ piece: Filled.Piece) {
        switch piece {
        case .plain(let words):
            text += words
            words.forEach { follow($0) }
        case .secret(let secret):
            let name = "BELAY_SECRET_\(secrets.count + 1)"
            secrets[name] = secret
            switch nesting.last {
            case .single: text += "'\"${\(name)}\"'"
            case .double: text += "${\(name)}"
            case .bare, nil: text += "\"${\(name)}\""
            }
            last = nil
        }
    }

    private mutating func follow(_ character: Character) {
        defer { last = character }
        if escaped {
            escaped = false
            return
        }
        switch (nesting.last ?? .bare, character) {
        case (.single, "'"): nesting.removeLast()
        case (.single, _): break
        case (_, "\\"): escaped = true
        case (.double, "\""): nesting.removeLast()
        case (.bare, "'"): nesting.append(.single)
        case (.bare, "\""): nesting.append(.double)
        case (_, "(") where last == "$" || nesting.last == .bare: nesting.append(.bare)
        case (.bare, ")") where nesting.count > 1: nesting.removeLast()
        default: break
        }
    }
}
