package import Basis

/// All objects of a kind, as of one version of the cluster.
package struct ObjectList: Hashable, Sendable {
    /// The objects.
    package let items: [JSONTree]
    /// The version, from which on changes can be watched.
    package let version: String
}
