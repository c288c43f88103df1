package import Basis

/// The clocks, so that a simulation can have its own.
package protocol Timekeeper: Sendable {
    /// The time of day, in milliseconds since 1970. For records and windows, never for deadlines.
    var now: Int64 { get }

    /// Time since the machine started, suspended time included. For leases and deadlines.
    var uptime: Duration { get }

    /// A moment of `uptime` as a deadline that performers understand.
    func deadline(after duration: Duration) -> Deadline

    /// Waits; ends early only when cancelled.
    func sleep(for duration: Duration) async throws
}
