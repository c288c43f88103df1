internal import Basis

/// What an environment runs, as its own files describe it.
package enum Target: Equatable, Sendable {
    /// A Compose project on a Docker engine.
    case compose(ComposeProject)
    /// The objects of Kubernetes manifests, in the order in which they are written.
    case kubernetes([KubernetesObject])

    /// The names under which playbooks and the manifest may speak of its services: those of Compose, or of
    /// the workloads that Kubernetes keeps running.
    package var serviceNames: [String] {
        switch self {
        case .compose(let project): project.services.map(\.name.value)
        case .kubernetes(let objects):
            objects.filter { $0.workload?.kind.isLasting == true }.map(\.name.value)
        }
    }
}
