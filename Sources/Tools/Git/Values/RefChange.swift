/// A name that a fetch found to stand for something else than before.
package struct RefChange: Hashable, Sendable {
    /// The two families of names that are fetched.
    package enum Family: String, Hashable, Sendable, CaseIterable {
        /// A release, usually; meant to stay.
        case tag
        /// A line of work; meant to move.
        case branch
    }

    /// What happened to it.
    package enum Event: Hashable, Sendable {
        /// It is new.
        case created(RefTarget)
        /// It stands for something else. For a branch this is the usual course; for a tag it is not.
        case moved(from: RefTarget, to: RefTarget)
        /// Upstream has it no more.
        case deleted(RefTarget)
    }

    /// Tag or branch.
    package let family: Family
    /// The short name: `v1.4.0`, `main`.
    package let name: String
    /// What happened to it.
    package let event: Event
}
