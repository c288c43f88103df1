package import Updates

/// Where a service is wanted, and how it gets there.
package struct WorkloadMove: Hashable, Sendable {
    /// A share of the service for the new side.
    package struct Share: Hashable, Sendable {
        /// In parts of a hundred.
        package let percent: Int
        /// For how long it is watched.
        package let lasting: Duration

        /// A share for some time.
        package init(percent: Int, lasting: Duration) { (self.percent, self.lasting) = (percent, lasting) }
    }

    /// How the old side makes way for the new one.
    package enum Manner: Hashable, Sendable {
        /// As the workload itself says.
        case rolling
        /// All old ones are gone before a new one starts.
        case recreate
        /// A second workload, to which requests go all at once when it is ready.
        case blueGreen
        /// A second workload with growing shares.
        case canary([Share])
        /// The same once more.
        case restart
        /// No other one, only so many.
        case scale(Int)
    }

    /// Everything that makes it.
    package let blueprint: Blueprint
    /// How it gets there.
    package let manner: Manner
    /// Whether it stood there before, and comes back.
    package let isReturning: Bool

    /// A move.
    package init(_ blueprint: Blueprint, _ manner: Manner, isReturning: Bool = false) {
        (self.blueprint, self.manner, self.isReturning) = (blueprint, manner, isReturning)
    }
}
