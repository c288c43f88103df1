package import Basis

/// A namespace of a Kubernetes cluster.
package struct KubernetesTarget: Hashable, Sendable, Codable {
    /// The context of the kubeconfig; nil means the current one, or the cluster that Belay runs in.
    package var context: Located<String>?
    /// The namespace.
    package var namespace: Located<String>?
    /// Files and directories of manifests.
    package var manifests: [Located<String>] = []

    /// The cluster at hand.
    package init() {}
}
