package import Basis

/// What Belay should know about a service beyond what its own files say.
package struct ServiceRules: Hashable, Sendable, Codable {
    /// What proves a replica at its own address.
    package let health: Gate?
    /// Services that are rolled before this one.
    package let after: [Located<String>]
    /// Whether two of it must never run at once, where that cannot be seen.
    package let exclusive: Located<Bool>?

    /// Rules of their parts.
    package init(health: Gate?, after: [Located<String>], exclusive: Located<Bool>?) {
        (self.health, self.after, self.exclusive) = (health, after, exclusive)
    }
}
