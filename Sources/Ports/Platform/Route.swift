/// Where a switch routes.
package struct Route: Hashable, Sendable {
    /// What becomes of requests.
    package enum State: Hashable, Sendable {
        /// New ones go there.
        case admitted
        /// Only those under way.
        case draining
        /// None: in maintenance, or found down by the switch itself.
        case out(String)
    }

    /// The switch's own name for it, which is the replica's.
    package let name: String
    /// The address.
    package let host: String
    /// The port.
    package let port: Int
    /// Its share.
    package let weight: Int
    /// What becomes of requests.
    package let state: State
    /// How many are under way, where the switch counts.
    package let sessions: Int?

    /// A route of its parts.
    package init(name: String, host: String, port: Int, weight: Int, state: State, sessions: Int?) {
        (self.name, self.host, self.port) = (name, host, port)
        (self.weight, self.state, self.sessions) = (weight, state, sessions)
    }
}
