import Basis
import ClusterStandIn
import FoundationEssentials
import HTTP
import Kubernetes
import Subprocesses
import Testing

/// The cluster that the suite is held against: that of BELAY_TEST_KUBECONFIG, or else the stand-in.
///
/// Nothing in the suite may know which of the two it is.
struct TestCluster: Sendable {
    let place: ClusterPlace
    let launcher: Launcher

    private static let variables = ProcessInfo.processInfo.environment
    private static let standIn = StandInCluster()
    private static let found = Result { try find() }

    static func shared() throws -> TestCluster { try found.get() }

    private static func find() throws -> TestCluster {
        let path = variables["BELAY_TEST_KUBECONFIG"] ?? ""
        let launcher = try Launcher()
        if path.isEmpty {
            let file = (name: "kubeconfig", bytes: Array(standIn.kubeconfig().utf8))
            let place = try Kubeconfig([file]).place(of: nil, variables: variables) { _ in nil }
            return TestCluster(place: place, launcher: launcher)
        }
        var named = variables
        named["KUBECONFIG"] = path
        let place = try ClusterPlace.found(context: nil, variables: named) { file in
            (try? Data(contentsOf: URL(filePath: file))).map { Array($0) }
        }
        return TestCluster(place: place, launcher: launcher)
    }

    /// An image of the suite, as the cluster has it loaded: what it does is in its name.
    static func image(_ name: String) -> String {
        let variable = "BELAY_TEST_IMAGE_" + name.uppercased().replacing("-", with: "_")
        return variables[variable] ?? "localhost/app:\(name)"
    }

    /// No single thing takes longer on a cluster that works.
    static let patience = Duration.seconds(180)
}

/// A namespace of the test's own.
struct Yard: Sendable {
    let cluster: Cluster
    let namespace: String
    let place: ClusterPlace
    let launcher: Launcher

    var soon: Deadline { .after(TestCluster.patience) }

    /// The same cluster, as somebody else.
    func acting(as user: String, groups: [String] = []) -> Yard {
        var other = place
        var impersonation = ClusterPlace.Impersonation()
        (impersonation.user, impersonation.groups) = (user, groups)
        other.impersonation = impersonation
        return Yard(
            cluster: Cluster(at: other, launcher: launcher), namespace: namespace, place: other,
            launcher: launcher)
    }

    // MARK: What tests do there

    @discardableResult
    func apply(_ body: JSON, _ resource: Resource, force: Bool = false, dry: Bool = false)
        async throws -> JSONTree
    {
        try await cluster.apply(
            body.bytes(), as: resource, name(of: body), in: namespace, force: force, dryRun: dry, by: soon)
    }

    @discardableResult
    func create(_ body: JSON, _ resource: Resource) async throws -> JSONTree {
        try await cluster.create(body.bytes(), as: resource, name(of: body), in: namespace, by: soon)
    }

    @discardableResult
    func replace(_ body: JSON, _ resource: Resource) async throws -> JSONTree {
        try await cluster.replace(body.bytes(), as: resource, name(of: body), in: namespace, by: soon)
    }

    @discardableResult
    func patch(_ body: JSON, _ resource: Resource, _ name: String, _ part: String? = nil) async throws
        -> JSONTree
    {
        try await cluster.patch(body.bytes(), of: resource, name, part, in: namespace, by: soon)
    }

    func object(_ resource: Resource, _ name: String) async throws -> JSONTree? {
        try await cluster.object(resource, name, in: namespace, by: soon)
    }

    func list(_ resource: Resource, labels: String? = nil, fields: String? = nil) async throws -> [JSONTree] {
        try await cluster.list(resource, in: namespace, labels: labels, fields: fields, by: soon).items
    }

    private func name(of body: JSON) -> String { body[["metadata", "name"]]?.text ?? "" }

    /// The object once it is as it has to become; a watch tells.
    @discardableResult
    func await(_ resource: Resource, _ name: String, _ condition: (JSONTree) -> Bool) async throws -> JSONTree
    {
        let watch = ClusterWatch(
            resource, of: cluster, in: namespace, fields: "metadata.name=\(name)", by: soon)
        while true {
            switch try await watch.next() {
            case .all(let items): if let one = items.first, condition(one) { return one }
            case .now(let item): if condition(item) { return item }
            case .gone: continue
            }
        }
    }

    /// The pods with labels once they are as they have to become.
    @discardableResult
    func awaitPods(_ labels: String, _ condition: ([JSONTree]) -> Bool) async throws -> [JSONTree] {
        let watch = ClusterWatch(.pods, of: cluster, in: namespace, labels: labels, by: soon)
        var pods: [String: JSONTree] = [:]
        while true {
            switch try await watch.next() {
            case .all(let items):
                pods = Dictionary(items.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
            case .now(let item): pods[item.name] = item
            case .gone(let item): pods[item.name] = nil
            }
            let all = pods.values.sorted { $0.name < $1.name }
            if condition(all) { return all }
        }
    }

    /// Waits until something is gone.
    func awaitGone(_ resource: Resource, _ name: String) async throws {
        while try await object(resource, name) != nil {
            if soon.hasPassed { break }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

/// A namespace for as long as the test needs it.
func withYard<Result>(_ test: (Yard) async throws -> Result) async throws -> Result {
    let found = try TestCluster.shared()
    let cluster = Cluster(at: found.place, launcher: found.launcher)
    let name = "belay-conformance-\(UInt32.random(in: 0 ... .max))"
    let yard = Yard(cluster: cluster, namespace: name, place: found.place, launcher: found.launcher)
    let body: JSON = [
        "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .text(name)],
    ]
    _ = try await cluster.create(body.bytes(), as: .namespaces, name, in: nil, by: yard.soon)
    // Pods are only taken once the namespace has its account.
    let account = Resource("v1", "ServiceAccount", "serviceaccounts")
    while try await yard.object(account, "default") == nil {
        try await Task.sleep(for: .milliseconds(20))
    }
    do {
        let result = try await test(yard)
        do throws(ClusterFailure) {
            try await cluster.remove(.namespaces, name, in: nil, by: yard.soon)
        } catch {
            // The test itself may have told it to go.
            guard error.code == .conflict else { throw error }
        }
        return result
    } catch {
        _ = try? await cluster.remove(.namespaces, name, in: nil, by: yard.soon)
        throw error
    }
}

/// How an act is refused.
func refusal(_ act: () async throws -> Void) async throws -> ClusterFailure {
    do {
        try await act()
    } catch {
        return try #require(error as? ClusterFailure)
    }
    throw NotRefused()
}

struct NotRefused: Error {}

extension JSONTree {
    var name: String { self["metadata"]?["name"]?.string ?? "" }
    var version: String { self["metadata"]?["resourceVersion"]?.string ?? "" }
    var uid: String { self["metadata"]?["uid"]?.string ?? "" }
    var phase: String { self["status"]?["phase"]?.string ?? "" }

    /// A whole number of the status.
    func counts(_ name: String) -> Int { self["status"]?[name]?.int ?? 0 }

    /// A condition of the status.
    func condition(_ type: String) -> JSONTree? {
        self["status"]?["conditions"]?.items?.first { $0["type"]?.string == type }
    }

    func isTrue(_ type: String) -> Bool { condition(type)?["status"]?.string == "True" }

    /// The state of the first container.
    var container: JSONTree? { self["status"]?["containerStatuses"]?.items?.first }

    /// Why the first container waits, if it does.
    var waits: String { container?["state"]?["waiting"]?["reason"]?.string ?? "" }

    /// Whether a Deployment has come to its end as it is wanted now.
    func isRolled(_ count: Int) -> Bool {
        counts("observedGeneration") == self["metadata"]?["generation"]?.int
            && counts("updatedReplicas") == count && counts("replicas") == count
            && counts("availableReplicas") == count
    }
}
