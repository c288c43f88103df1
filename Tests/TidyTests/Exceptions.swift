/// A place where a rule does not hold, and why.
///
/// The list may only get shorter.
struct Exceptions {
    let rule: String
    let path: String
    /// How many findings there are, no more and no less.
    let count: Int
    let reason: String

    /// How many findings are excepted in all.
    ///
    /// Lower it with the list; whoever raises it says why in Docs/Decisions.
    static let recordedCount = 0

    static let all: [Exceptions] = []
}
