package import Basis

/// One container of a pod.
package struct PodContainer: Equatable, Sendable {
    /// A port that it listens on.
    package struct Port: Hashable, Sendable {
        /// By what services may call it.
        package let name: Located<String>?
        /// Its number.
        package let number: Located<Int>
        /// The port of the node that leads to it.
        package let hostPort: Located<Int>?

        /// A port of its parts.
        package init(name: Located<String>?, number: Located<Int>, hostPort: Located<Int>?) {
            (self.name, self.number, self.hostPort) = (name, number, hostPort)
        }
    }

    /// All entries of a ConfigMap or Secret, as variables.
    package struct Import: Hashable, Sendable {
        /// Where they come from.
        package enum Source: Hashable, Sendable {
            /// The name of a ConfigMap.
            case configMap(Located<String>)
            /// The name of a Secret.
            case secret(Located<String>)
        }

        /// Where they come from.
        package let source: Source
        /// What is put before each name.
        package let prefix: Located<String>?
        /// Whether the pod starts without it.
        package let isOptional: Bool

        /// An import of its parts.
        package init(source: Source, prefix: Located<String>?, isOptional: Bool) {
            (self.source, self.prefix, self.isOptional) = (source, prefix, isOptional)
        }
    }

    /// Its name in the pod.
    package let name: Located<String>
    /// What it runs; nil only in what some other program fills in.
    package var image: Located<String>?
    /// The ports that it says it listens on.
    package var ports: [Port] = []
    /// Its variables.
    package var variables: [PodVariable] = []
    /// Variables by the lot.
    package var imports: [Import] = []
    /// Whether it may get requests.
    package var readiness: PodProbe?
    /// Whether it must be started again.
    package var liveness: PodProbe?
    /// Whether it has started; until then the others wait.
    package var startup: PodProbe?
    /// What is done before it is told to end.
    package var preStop: Located<PodAction>?
    /// What it asks for and may use at most.
    package var resources = PodResources()
    /// Which volumes it sees where.
    package var mounts: [PodVolume.Mount] = []
    /// `Always` on an init container makes it run beside the others.
    package var restartPolicy: Located<String>?

    /// A container of which only the name is known.
    package init(name: Located<String>) { self.name = name }
}
