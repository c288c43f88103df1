package import Basis

/// One object of a Kubernetes manifest: who it is, what Belay understands of it, and all of it as written.
package struct KubernetesObject: Equatable, Sendable {
    /// What Belay understands of an object.
    package enum Body: Equatable, Sendable {
        /// Something that runs pods.
        case workload(Workload)
        /// A name in front of pods.
        case service(ClusterService)
        /// Settings.
        case configMap(ConfigMap)
        /// Settings that are not shown.
        case secret(SecretObject)
        /// Something that changes how many pods there are.
        case autoscaler(HorizontalAutoscaler)
        /// How many pods may be taken away at once.
        case disruptionBudget(DisruptionBudget)
        /// Addresses from outside.
        case ingress(IngressRoutes)
        /// Of no kind that Belay acts on: it is applied as it is.
        case opaque
    }

    /// The group and version of its kind, such as `apps/v1`.
    package let apiVersion: Located<String>
    /// Its kind, such as `Deployment`.
    package let kind: Located<String>
    /// Its name.
    package let name: Located<String>
    /// Its namespace; nil means that of the environment, or none for what belongs to the whole cluster.
    package var namespace: Located<String>?
    /// Its labels.
    package var labels: [Named<Located<String>>] = []
    /// Where the whole object is written.
    package let span: Span
    /// All of it, as it is applied.
    package let content: KubernetesValue
    /// What Belay understands of it.
    package var body = Body.opaque

    /// An object that is carried along untouched.
    package init(
        apiVersion: Located<String>, kind: Located<String>, name: Located<String>, span: Span,
        content: KubernetesValue
    ) {
        (self.apiVersion, self.kind, self.name) = (apiVersion, kind, name)
        (self.span, self.content) = (span, content)
    }

    /// The API group of its kind; empty for the core.
    package var group: String {
        apiVersion.value.contains("/") ? String(apiVersion.value.prefix { $0 != "/" }) : ""
    }

    /// What it runs, if it is a workload.
    package var workload: Workload? {
        guard case .workload(let workload) = body else { return nil }
        return workload
    }
}
