/// Who asks, from where, and on whose behalf.
package struct Requester: Hashable, Sendable, Codable {
    /// The user's name, or `signal`.
    package let user: String
    /// The host.
    package let host: String
    /// A ticket or a reason, if one was given.
    package let ticket: String?

    /// A requester.
    package init(user: String, host: String, ticket: String? = nil) {
        (self.user, self.host, self.ticket) = (user, host, ticket)
    }
}
