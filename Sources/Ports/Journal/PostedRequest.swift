package import Updates

/// A request in the inbox of a run.
package struct PostedRequest: Hashable, Sendable, Codable {
    /// Its place in the inbox, from 1.
    package let sequence: Int
    /// What is asked.
    package let request: Request
    /// By whom.
    package let requester: Requester

    /// A request of its parts.
    package init(sequence: Int, request: Request, requester: Requester) {
        (self.sequence, self.request, self.requester) = (sequence, request, requester)
    }
}
