package import Updates

/// One line of a run's journal.
package struct Entry: Hashable, Sendable, Codable {
    /// Its place in the run, from 1.
    package let sequence: Int
    /// When it was written, in milliseconds since 1970.
    package let time: Int64
    /// What happened.
    package let event: RunEvent

    /// An entry of its parts.
    package init(sequence: Int, time: Int64, event: RunEvent) {
        (self.sequence, self.time, self.event) = (sequence, time, event)
    }
}
