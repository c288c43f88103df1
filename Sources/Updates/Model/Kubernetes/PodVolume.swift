package import Basis

/// A volume of a pod.
package struct PodVolume: Hashable, Sendable {
    /// What is in it.
    package enum Source: Hashable, Sendable {
        /// The entries of a ConfigMap, by its name.
        case configMap(Located<String>)
        /// The entries of a Secret, by its name.
        case secret(Located<String>)
        /// Storage that outlives the pod, by the name of its claim.
        case claim(Located<String>)
        /// Nothing at first, gone with the pod.
        case empty
        /// A path of the node.
        case hostPath(Located<String>)
        /// Another source, by its key.
        case other(String)
    }

    /// A volume seen by a container.
    package struct Mount: Hashable, Sendable {
        /// The volume's name.
        package let volume: Located<String>
        /// Where it is seen.
        package let path: Located<String>
        /// Whether it cannot be written.
        package let isReadOnly: Bool

        /// A mount of its parts.
        package init(volume: Located<String>, path: Located<String>, isReadOnly: Bool) {
            (self.volume, self.path, self.isReadOnly) = (volume, path, isReadOnly)
        }
    }

    /// Its name in the pod.
    package let name: Located<String>
    /// What is in it.
    package let source: Source

    /// A volume of its parts.
    package init(name: Located<String>, source: Source) { (self.name, self.source) = (name, source) }
}
