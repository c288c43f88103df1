/// How the stand-in behaves where real clusters differ from each other.
package struct StandInSettings: Sendable {
    /// How long a second of the cluster takes, in seconds: what controllers and kubelets wait for is waited
    /// for
    /// so much shorter. Moments in objects are those of the real clock all the same.
    package var pace = 0.02
    /// The bearer token that may do everything.
    package var adminToken = "admin-token"
    /// How many nodes there are, and what each has to give.
    package var nodes = 2
    /// Processors of a node.
    package var nodeProcessors: Int64 = 64
    /// Gibibytes of a node.
    package var nodeMemory: Int64 = 256
    /// Pods of a node; a real kubelet takes 110.
    package var nodePods: Int64 = 110
    /// How often a watch that wants bookmarks gets one, in milliseconds.
    package var bookmarkMilliseconds = 1000
    /// Whether HTTPRoutes of the Gateway API are installed.
    package var hasGateway = false

    /// Settings as they are without being asked.
    package init() {}

    var secondNanoseconds: Double { pace * 1e9 }
}
