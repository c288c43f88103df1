/// A load: so many requests a second, whatever becomes of them.
///
/// The schedule is fixed beforehand and latencies count from it: a server that stalls does not slow the load
/// down, it makes its answers late.
package struct LoadPlan: Hashable, Sendable {
    /// What becomes of a connection after its answer.
    package enum Connections: String, Hashable, Sendable, CaseIterable {
        /// It serves later requests too.
        case kept
        /// It is closed: each request makes a connection of its own.
        case fresh
    }

    /// Where the requests go.
    package var target: LoadTarget
    /// Requests a second.
    package var rate: Double
    /// How long new requests are made, unless the run is stopped before.
    package var duration: Duration
    /// What becomes of a connection after its answer.
    package var connections: Connections
    /// How many connections are open at most: beyond that, requests wait and grow late.
    package var connectionsAtMost: Int
    /// What each request has from its scheduled moment to the last byte of its answer.
    package var deadline: Duration
    /// An answer later than that counts as slow too.
    package var slowAfter: Duration

    /// Makes a plan; a rate and a bound that make no sense are raised to the least that does.
    package init(
        target: LoadTarget, rate: Double, duration: Duration, connections: Connections = .kept,
        connectionsAtMost: Int = 256, deadline: Duration = .seconds(10),
        slowAfter: Duration = .milliseconds(500)
    ) {
        (self.target, self.duration, self.connections) = (target, duration, connections)
        self.rate = max(rate, 0.001)
        self.connectionsAtMost = max(connectionsAtMost, 1)
        (self.deadline, self.slowAfter) = (deadline, slowAfter)
    }
}
