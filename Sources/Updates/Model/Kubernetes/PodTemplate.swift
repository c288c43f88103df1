package import Basis

/// What the pods of a workload are made from.
package struct PodTemplate: Equatable, Sendable {
    /// How long a pod may take to end if the file does not say it.
    package static let defaultGraceSeconds = 30

    /// The labels of each pod.
    package var labels: [Named<Located<String>>] = []
    /// What runs in it, side by side.
    package var containers: [PodContainer] = []
    /// What runs before that, one after the other.
    package var initContainers: [PodContainer] = []
    /// Its volumes.
    package var volumes: [PodVolume] = []
    /// How many seconds a pod has to end, from the first notice on.
    package var terminationGracePeriodSeconds: Located<Int>?
    /// When containers that ended are started again.
    package var restartPolicy: Located<String>?
    /// Whose rights it has.
    package var serviceAccountName: Located<String>?
    /// Whether it uses the node's own network.
    package var hostNetwork: Located<Bool>?
    /// Where the template is written.
    package let span: Span

    /// An empty template.
    package init(span: Span) { self.span = span }

    /// The labels by their names.
    package var labelValues: [String: String] {
        Dictionary(labels.map { ($0.name.value, $0.value.value) }) { first, _ in first }
    }

    /// How many seconds a pod has to end.
    package var graceSeconds: Int { terminationGracePeriodSeconds?.value ?? PodTemplate.defaultGraceSeconds }
}
