package import Basis

/// How many containers of a service run, how they are replaced and what they may use.
package struct ComposeDeploy: Equatable, Sendable {
    /// Whether there is one for each machine rather than a number.
    package var mode: Located<Mode>?
    /// How many.
    package var replicas: Located<Int>?
    /// How they are replaced by newer ones.
    package var update: ComposeReplacement?
    /// How they are replaced when an update is taken back.
    package var rollback: ComposeReplacement?
    /// What happens when one ends; it wins over `restart`.
    package var restart: ComposeRestartRules?
    /// What each may use at most.
    package var limits: ComposeResources?
    /// What each is promised.
    package var reservations: ComposeResources?
    /// Labels of the service, not of its containers.
    package var labels: [Named<Located<ComposeText>>] = []

    /// Nothing said yet.
    package init() {}

    /// How the number of containers is meant.
    package enum Mode: String, CaseIterable, Hashable, Sendable {
        /// So many as `replicas` says.
        case replicated
        /// One for each machine: on one engine, one.
        case global
        /// So many as `replicas` says, which are to end.
        case replicatedJob = "replicated-job"
        /// One for each machine, which is to end.
        case globalJob = "global-job"
    }
}
