/// What `belay journal` does.
enum JournalAction: String, CaseIterable {
    case check, copy, prune
}
