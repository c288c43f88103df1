internal import Basis
internal import FoundationEssentials
internal import Ports
internal import Updates

/// The Lease of an application in an environment, and what is noted on it: who holds it, which run is open,
/// which release was committed last.
///
/// Each change is made upon the version that was read, so that a claim that was lost writes nothing.
final class LeaseBook: Sendable {
    enum Note {
        static let holder = "belay.holder"
        static let run = "belay.mark.run"
        static let release = "belay.mark.release"
    }

    private let cluster: Cluster
    private let scope: Scope
    private let namespace: String
    let name: String
    /// Planning and recording ask for the marks right after they were read or written.
    private static let fresh = Duration.seconds(2)
    private let seen = Guarded<(lease: JSONTree?, until: Deadline)?>(nil)

    init(cluster: Cluster, scope: Scope, namespace: String) {
        (self.cluster, self.scope, self.namespace) = (cluster, scope, namespace)
        name = ClusterNames.name("belay", scope.app, scope.environment)
    }

    /// What is noted, read anew.
    func marks() async throws -> (release: ReleaseMark?, run: RunMark?) {
        let recent = seen.withLock { seen in seen.flatMap { $0.until.hasPassed ? nil : $0.lease } }
        let lease: JSONTree?
        if let recent { lease = recent } else { lease = try await read() }
        return (lease.flatMap { note(Note.release, in: $0) }, lease.flatMap { note(Note.run, in: $0) })
    }

    /// The lease as it stands; nil if there is none.
    func read() async throws(ClusterFailure) -> JSONTree? {
        let found = try await cluster.object(
            .leases, name, in: namespace, by: .after(ClusterLimits.look))
        keep(found)
        return found
    }

    /// The lease as it was seen last, by whichever call.
    var last: JSONTree? { seen.withLock { $0?.lease } }

    private func keep(_ lease: JSONTree?) {
        seen.withLock { $0 = (lease, .after(LeaseBook.fresh)) }
    }

    func note<Mark: Decodable>(_ key: String, in lease: JSONTree) -> Mark? {
        lease["metadata"]?["annotations"].texts[key].flatMap {
            try? JSONDecoder().decode(Mark.self, from: Data($0.utf8))
        }
    }

    /// A note as it is written.
    static func text(of mark: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(mark), as: UTF8.self)
    }

    /// Makes the lease; `cluster.already-there` if somebody was faster.
    func create(_ spec: KubernetesValue, notes: [String: String]) async throws(ClusterFailure) {
        let body = body(spec, notes: notes, over: nil)
        let made = try await cluster.create(
            body.revealed, as: .leases, name, in: namespace, by: .after(ClusterLimits.act))
        keep(made)
    }

    /// Writes the lease over the version that is given; `cluster.conflict` if there is a later one.
    func replace(
        _ lease: JSONTree, _ spec: KubernetesValue, notes: [String: String]
    ) async throws(ClusterFailure) {
        let body = body(spec, notes: notes, over: lease)
        let made = try await cluster.replace(
            body.revealed, as: .leases, name, in: namespace, by: .after(ClusterLimits.act))
        keep(made)
    }

    private func body(
        _ spec: KubernetesValue, notes: [String: String], over lease: JSONTree?
    ) -> KubernetesValue {
        var metadata = KubernetesValue.object([
            .init("name", .string(name)), .init("namespace", .string(namespace)),
        ])
        if let version = lease?["metadata"]?["resourceVersion"]?.string {
            metadata = metadata.setting("resourceVersion", to: .string(version))
        }
        let labels = [ClusterLabels.app: scope.app, ClusterLabels.environment: scope.environment]
        metadata = metadata.setting("labels", to: KubernetesValue(labels))
        metadata = metadata.setting("annotations", to: KubernetesValue(notes))
        return .object([
            .init("apiVersion", .string(Resource.leases.apiVersion)),
            .init("kind", .string(Resource.leases.kind)), .init("metadata", metadata), .init("spec", spec),
        ])
    }
}
