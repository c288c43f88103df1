package import Updates

/// What holds a performer back. A lost claim, an interrupt or a person's request ends it between two acts.
package protocol Leash: Sendable {
    /// To be asked before each act upon the world, with the longest time that the act can take.
    ///
    /// Throws `Standstill` if the act must not happen.
    func permit(_ act: String, lasting bound: Duration) async throws

    /// Tells what is being done.
    func tell(_ progress: Progress)
}
