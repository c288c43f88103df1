package import Basis

/// What a fetch brought and changed.
package struct FetchReport: Hashable, Sendable {
    /// Every name that was created, moved or deleted, tags first, by name.
    package let changes: [RefChange]
    /// The branch that upstream considers its main one.
    package let defaultBranch: String?
    /// How many objects came.
    package let objects: Int
    /// How many bytes came.
    package let bytes: ByteCount
    /// Leftovers of a fetch that died, which this one removed.
    package let healed: [String]

    /// The tags that stand for something else than before: never a usual thing.
    package var movedTags: [RefChange] {
        changes.filter { change in
            guard change.family == .tag, case .moved = change.event else { return false }
            return true
        }
    }
}
