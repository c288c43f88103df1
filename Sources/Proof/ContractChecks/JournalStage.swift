package import Ports

/// A journal under examination, and what the examination needs of the world around it.
package protocol JournalStage: Sendable {
    /// The journal.
    var journal: any Journal { get }

    /// The same journal as another process would open it.
    func opened() async throws -> any Journal

    /// A holder whose process lives, each time another one.
    func living() throws -> Holder

    /// A holder whose process has died.
    func dead() throws -> Holder

    /// How long a claim may go without a renewal: short where time is real.
    var patience: Duration { get }

    /// Lets time go by.
    func pass(_ duration: Duration) async throws
}
