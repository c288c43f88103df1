package import Basis

/// A HorizontalPodAutoscaler: it sets how many pods a workload has.
package struct HorizontalAutoscaler: Hashable, Sendable {
    /// The kind of what it scales.
    package let targetKind: Located<String>
    /// The name of what it scales.
    package let targetName: Located<String>
    /// The least number of pods; the cluster's own default is 1.
    package var minReplicas: Located<Int>?
    /// The greatest number of pods.
    package var maxReplicas: Located<Int>?

    /// One that scales this.
    package init(targetKind: Located<String>, targetName: Located<String>) {
        (self.targetKind, self.targetName) = (targetKind, targetName)
    }
}
