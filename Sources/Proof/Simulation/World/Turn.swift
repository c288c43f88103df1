/// How the first attempt at a step goes, where a trial leaves nothing to chance.
package enum Turn: String, Hashable, Sendable, CaseIterable {
    /// It goes well.
    case works
    /// It fails before it did anything.
    case failsBefore
    /// It fails after it did everything: the connection is lost.
    case failsAfter
    /// It goes well, and its gate does not hold.
    case gateFails
}
