internal import Basis
internal import Ports
internal import Updates

/// One service on its way: what it is led to, and what has been seen of it.
struct RolloutLane {
    /// One small stretch of the way, in its order.
    enum Leg {
        /// The workload of a side as the blueprint wants it, with so many pods, and there.
        case bring(side: String?, replicas: Int?)
        /// The same workload once more.
        case restart
        /// So many pods of a side.
        case scale(side: String?, replicas: Int)
        /// The new side gets its share for so long.
        case watch(side: String, for: Duration)
        /// Requests go to pods of these labels alone; nil takes a label away.
        case route([String: String?])
        /// No workload of these sides.
        case drop(sides: [String?])
    }

    let move: WorkloadMove
    let specification: ServiceSpecification
    var legs: [Leg]
    /// Whether the first leg was begun: what is asked for was asked.
    var isBegun = false
    /// The generation that was asked for.
    var generation = 0
    /// When a leg that takes time is over.
    var until: Deadline?
    /// Since when something is in the way that may pass.
    var troubledSince: (what: String, since: ContinuousClock.Instant)?
    var told = -1

    var service: String { move.blueprint.service }
    var resource: Resource { specification.workload.resource }
    var isDone: Bool { legs.isEmpty }

    /// Whether its legs are known.
    var isPlanned = false

    /// Goes on to the next leg.
    mutating func advance() {
        legs.removeFirst()
        (isBegun, generation, until, troubledSince, told) = (false, 0, nil, nil, -1)
    }
}
