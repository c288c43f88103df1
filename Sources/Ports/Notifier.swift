package import Updates

/// What tells people. At least once, never failing a run.
package protocol Notifier: Sendable {
    /// Sends a message to a receiver; the same key means the same message again.
    func send(_ message: Announcement, to receiver: Receiver) async throws
}
