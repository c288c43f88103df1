package import Basis

/// An object that runs pods from a template.
package struct Workload: Equatable, Sendable {
    /// What keeps the pods.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Replaces pods by any others of the same template.
        case deployment = "Deployment"
        /// Keeps each pod's name and storage.
        case statefulSet = "StatefulSet"
        /// One pod on each node.
        case daemonSet = "DaemonSet"
        /// Runs to an end.
        case job = "Job"
        /// Makes jobs by the clock.
        case cronJob = "CronJob"

        /// Whether its pods are meant to run for ever.
        package var isLasting: Bool {
            switch self {
            case .deployment, .statefulSet, .daemonSet: true
            case .job, .cronJob: false
            }
        }
    }

    /// What keeps the pods.
    package let kind: Kind
    /// What its pods are made from.
    package var template: PodTemplate
    /// Which pods are its own; for a job the cluster chooses.
    package var selector: LabelSelector?
    /// How many pods are wanted, if the file says it.
    package var replicas: Located<Int>?
    /// How pods are replaced.
    package var strategy: RolloutStrategy?
    /// For how many seconds a pod must be ready before it counts.
    package var minReadySeconds: Located<Int>?
    /// After how many seconds without progress a roll counts as failed; the cluster's own default is 600.
    package var progressDeadlineSeconds: Located<Int>?
    /// The service that gives the pods of a StatefulSet their names.
    package var serviceName: Located<String>?
    /// The volumes that a StatefulSet claims for each of its pods.
    package var claims: [Located<String>] = []
    /// When a CronJob runs.
    package var schedule: Located<String>?
    /// Whether a job waits, or a CronJob makes none.
    package var suspend: Located<Bool>?

    /// A workload of which only the template is known.
    package init(kind: Kind, template: PodTemplate) { (self.kind, self.template) = (kind, template) }

    /// How many pods there are as long as nobody scales: what the file says, or one.
    package var replicaCount: Int { replicas?.value ?? 1 }
}
