/// What an entry of the chain holds.
enum EntryKind: String, Sendable {
    case opening, event, release
}
