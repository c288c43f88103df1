package import Basis

/// How a workload replaces its pods.
package struct RolloutStrategy: Hashable, Sendable {
    /// The order of old and new.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A few at a time.
        case rollingUpdate = "RollingUpdate"
        /// All old pods end before the first new one begins.
        case recreate = "Recreate"
        /// Only when somebody deletes a pod.
        case onDelete = "OnDelete"
    }

    /// The order of old and new; nil means `RollingUpdate`.
    package var kind: Located<Kind>?
    /// How many pods may be missing meanwhile.
    package var maxUnavailable: Located<WholeOrPercent>?
    /// How many pods there may be beyond those wanted.
    package var maxSurge: Located<WholeOrPercent>?
    /// From which pod on a StatefulSet is rolled.
    package var partition: Located<Int>?

    /// The cluster's own default.
    package init() {}
}
