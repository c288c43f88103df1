package import Basis

/// A Service: a name and a set of ports in front of pods.
package struct ClusterService: Hashable, Sendable {
    /// One of its ports.
    package struct Port: Hashable, Sendable {
        /// By what it is called.
        package let name: Located<String>?
        /// Its number.
        package let number: Located<Int>
        /// The port of the pod, a number or a name; nil means the same number.
        package let target: Located<String>?

        /// A port of its parts.
        package init(name: Located<String>?, number: Located<Int>, target: Located<String>?) {
            (self.name, self.number, self.target) = (name, number, target)
        }
    }

    /// Which pods are behind it; nil if somebody else says so, or it is only another name.
    package var selector: LabelSelector?
    /// Its ports.
    package var ports: [Port] = []
    /// From where it can be reached: `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.
    package var type: Located<String>?
    /// Its address; `None` makes it a name for each pod.
    package var clusterIP: Located<String>?

    /// A service without ports.
    package init() {}
}
