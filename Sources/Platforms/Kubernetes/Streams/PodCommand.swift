package import Basis

/// A command in a container of a pod.
package struct PodCommand: Sendable {
    /// The pod.
    package let pod: String
    /// The container; nil is the only one, or the pod's own default.
    package var container: String?
    /// The words, which no shell reads.
    package let words: [String]
    /// What it reads.
    package var input: (any ByteStream)?

    /// A command that reads nothing.
    package init(_ words: [String], in pod: String, container: String? = nil) {
        (self.words, self.pod, self.container) = (words, pod, container)
    }
}
