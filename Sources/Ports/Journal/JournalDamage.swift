/// What is wrong with a journal whose content is not what was written. Entries are named by their number.
package enum JournalDamage: Hashable, Sendable {
    /// The entry was changed after it was written: its hash is another.
    case changed(Int)
    /// The entry does not follow on the one before it: one of them was replaced.
    case unlinked(Int)
    /// The entries from here to there are gone.
    case missing(Int, through: Int)
    /// An entry stands where none can: out of its run's order, or before the run begins.
    case misplaced(Int)
    /// The tables beside the chain say something else than the chain.
    case disagreement(String)
    /// The checkpoint that the chain begins with was not made with the key of this installation.
    case forgedCheckpoint(through: Int)
    /// The file itself is broken, in the words of the store.
    case broken(String)

    /// The damage as half a sentence that follows on "the journal is damaged:".
    package var words: String {
        switch self {
        case .changed(let number): "entry \(number) was changed after it was written"
        case .unlinked(let number): "entry \(number) does not follow on the one before it"
        case .missing(let first, let last) where first == last: "entry \(first) is gone"
        case .missing(let first, let last): "the entries \(first) to \(last) are gone"
        case .misplaced(let number): "entry \(number) stands where it cannot"
        case .disagreement(let what): "its tables disagree with its entries: \(what)"
        case .forgedCheckpoint(let number):
            "the checkpoint behind entry \(number) does not carry this installation's signature"
        case .broken(let why): "the file is broken: \(why)"
        }
    }
}
