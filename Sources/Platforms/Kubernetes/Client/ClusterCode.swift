internal import Basis

/// What can go wrong with a cluster.
package enum ClusterCode: String, CaseIterable, DiagnosticCode {
    /// Finding the cluster, and being let in.
    case badSettings = "cluster.bad-kubeconfig"
    case noCluster = "cluster.none-named"
    case unknownContext = "cluster.unknown-context"
    case unsupported = "cluster.unsupported-setting"
    case unverified = "cluster.unverified"
    case pluginFailed = "cluster.login-plugin-failed"
    case unreachable = "cluster.unreachable"
    case untrusted = "cluster.untrusted"
    case unauthorized = "cluster.unauthorized"
    case forbidden = "cluster.forbidden"
    case notACluster = "cluster.not-a-cluster"
    /// A call that did not come to its end: whether it took effect is unknown.
    case timedOut = "cluster.timed-out"
    case cancelled = "cluster.cancelled"
    case lost = "cluster.connection-lost"
    /// What is not there, or in the way.
    case notFound = "cluster.not-found"
    case unknownKind = "cluster.unknown-kind"
    case alreadyThere = "cluster.already-there"
    case conflict = "cluster.conflict"
    case ownedByOther = "cluster.field-owned"
    case expired = "cluster.version-expired"
    /// What the cluster does not want.
    case invalid = "cluster.invalid-object"
    case denied = "cluster.admission-denied"
    case overQuota = "cluster.over-quota"
    case busy = "cluster.too-many-requests"
    case failed = "cluster.failed"
    /// A command in a pod.
    case noPod = "cluster.no-running-pod"
    case notStarted = "cluster.not-started"
    /// Somebody else has the claim on an environment.
    case lockHeld = "cluster.lock-held"

    /// What the code means.
    package var summary: String { words.summary }
    /// What to do about it.
    package var remedy: String { words.remedy }
}
