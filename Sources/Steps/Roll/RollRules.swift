internal import Basis
internal import Updates

/// How a service goes from one side to the other.
struct RollRules: Hashable, Sendable {
    /// What comes before what.
    enum Manner: Hashable, Sendable {
        /// Place by place: the new one serves before the old one goes.
        case startFirst
        /// Place by place: the old one is gone before the new one starts.
        case stopFirst
        /// All old ones are gone before any new one starts.
        case allGoFirst
        /// All new ones are proved before any serves, and serve before any old one goes.
        case sideBySide
    }

    /// A share of the traffic for the new side.
    struct Share: Hashable, Sendable {
        let percent: Int
        let lasting: Duration
    }

    /// Requests that take longer than half a minute are rare enough to be named by `drain:`.
    static let usualDrain = Duration.seconds(30)

    var manner = Manner.startFirst
    /// How many may be on their way to being ready.
    var parallelism = 1
    var delay = Duration.zero
    var monitor = Duration.zero
    var drain = RollRules.usualDrain
    var maximumFailureRatio = 0.0
    /// The shares of a canary, in order; empty where the new side serves as soon as it is admitted.
    var shares: [Share] = []

    init() {}

    /// What the step says, else what the service itself says.
    init(_ action: RollAction, for blueprint: Blueprint) {
        let own = blueprint.replacement
        let wanted = action.parallelism?.value ?? own.parallelism
        parallelism = wanted > 0 ? wanted : .max
        delay = action.delay?.value ?? own.delay
        monitor = action.monitor?.value ?? own.monitor
        drain = action.drain?.value ?? RollRules.usualDrain
        maximumFailureRatio = own.maximumFailureRatio
        let order = action.order?.value ?? own.order
        switch action.strategy?.value ?? .rolling {
        case _ where !blueprint.exclusive.isEmpty, .recreate, .start, .stop: manner = .allGoFirst
        case .rolling: manner = order == .startFirst ? .startFirst : .stopFirst
        case .restart: manner = .stopFirst
        case .blueGreen: manner = .sideBySide
        case .canary:
            manner = .sideBySide
            shares = action.canary.map {
                Share(percent: min(max($0.weight.value, 1), 100), lasting: $0.lasting?.value ?? .zero)
            }
        }
    }

    /// How many containers may run beside those that are wanted: one batch getting ready while the batch
    /// before it is still leaving.
    var surge: Int { parallelism > Int.max / 2 ? .max / 2 : parallelism * 2 }
}
