package import Basis

/// One place where the application is deployed.
package struct Environment: Hashable, Sendable, Codable {
    /// What runs the containers there.
    package enum Platform: Hashable, Sendable, Codable {
        /// A Docker engine, with a Compose project.
        case docker(DockerTarget)
        /// A Kubernetes cluster, with a namespace.
        case kubernetes(KubernetesTarget)
    }

    /// What runs the containers; nil only in a manifest with mistakes.
    package var platform: Platform?
    /// The front door.
    package var url: Located<String>?
    /// The switch in front of the services.
    package var traffic: TrafficSwitch?
    /// When runs may start.
    package var window: Located<MaintenanceWindow>?
    /// Environments where a release must have proved itself first, and for how long.
    package var requires: [Named<Located<Duration>>] = []
    /// Whether a person is asked before anything is touched.
    package var confirm: Located<Bool>?
    /// What of the manifest is different here; the manifest's `app` stands for itself.
    package var overlay: ManifestOverlay
    /// Where it is written.
    package let span: Span

    /// An environment that says nothing yet.
    package init(at span: Span) {
        self.span = span
        overlay = ManifestOverlay()
    }
}
