/// How a tag compares with what was recorded of it.
package enum TagStanding: Hashable, Sendable {
    /// The same object and the same commit.
    case unchanged
    /// It stands for something else. With an equal commit, only the tag object was written anew.
    case moved(from: RefTarget, to: RefTarget)
    /// It is gone.
    case deleted(was: RefTarget)
}
