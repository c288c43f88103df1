package import Basis

/// A PodDisruptionBudget: how many pods may be taken away at once on purpose.
package struct DisruptionBudget: Hashable, Sendable {
    /// Which pods it protects.
    package var selector: LabelSelector?
    /// How many must stay.
    package var minAvailable: Located<WholeOrPercent>?
    /// How many may be missing.
    package var maxUnavailable: Located<WholeOrPercent>?

    /// One that protects nothing yet.
    package init() {}
}
