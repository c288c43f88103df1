/// What the target keeps of the open run, for a stranger without our journal.
package struct RunMark: Hashable, Sendable, Codable {
    /// Which run.
    package let run: RunID
    /// Where its journal is.
    package let journal: String
    /// On which host it was started.
    package let host: String
    /// The epoch of its lock.
    package let epoch: Epoch

    /// A mark of its parts.
    package init(run: RunID, journal: String, host: String, epoch: Epoch) {
        (self.run, self.journal, self.host, self.epoch) = (run, journal, host, epoch)
    }
}
