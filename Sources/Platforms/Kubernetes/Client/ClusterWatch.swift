package import Basis
internal import HTTP

/// What happens to the objects of a kind: first all that there is, then each change, across lost connections
/// and forgotten versions.
///
/// One task reads. It ends only by a failure, the deadline, or being dropped.
package final class ClusterWatch: Sendable {
    /// A server ends a watch by itself after so long; asking for it keeps proxies from doing it rudely.
    private static let turn = 300
    /// How often in a row a watch may fail without a single event before it is given up.
    private static let failures = 8

    private struct State {
        var version = ""
        var lines: ResponseLines?
        var failures = 0
    }

    private let cluster: Cluster
    private let resource: Resource
    private let namespace: String?
    private let labels: String?
    private let fields: String?
    private let deadline: Deadline
    private let state = Guarded(State())

    /// A watch over what has these labels.
    package init(
        _ resource: Resource, of cluster: Cluster, in namespace: String?, labels: String? = nil,
        fields: String? = nil, by deadline: Deadline
    ) {
        (self.cluster, self.resource, self.namespace) = (cluster, resource, namespace)
        (self.labels, self.fields, self.deadline) = (labels, fields, deadline)
    }

    /// The next thing that is known.
    package func next() async throws(ClusterFailure) -> WatchEvent {
        while true {
            do throws(ClusterFailure) {
                if state.withLock({ $0.version.isEmpty }) { return try await list() }
                if let event = try await event() { return event }
            } catch {
                try await endure(error)
            }
        }
    }

    private func list() async throws(ClusterFailure) -> WatchEvent {
        let list = try await cluster.list(
            resource, in: namespace, labels: labels, fields: fields,
            by: min(deadline, .after(ClusterLimits.look)))
        // Without a version nothing can be watched; "0" is whatever the server remembers.
        state.withLock { $0.version = list.version.isEmpty ? "0" : list.version }
        return .all(list.items)
    }

    private func event() async throws(ClusterFailure) -> WatchEvent? {
        let lines: ResponseLines
        if let open = state.withLock({ $0.lines }) {
            lines = open
        } else {
            lines = try await open()
            state.withLock { $0.lines = lines }
        }
        guard let line = try await lines.next() else {
            state.withLock { $0.lines = nil }
            return nil
        }
        guard let tree = JSONTree(line), let type = tree["type"]?.string, let object = tree["object"] else {
            throw ClusterFailure(.notACluster, at: resource.plural, why: "a line of its watch is no event")
        }
        if type == "ERROR" {
            let status = object["code"]?.int ?? 500
            throw ClusterFailure(
                status: status, body: line.isEmpty ? [] : Array(object["message"]?.text.utf8 ?? "".utf8),
                retryAfter: nil, at: resource.plural)
        }
        if let version = object["metadata"]?["resourceVersion"]?.string {
            state.withLock { ($0.version, $0.failures) = (version, 0) }
        }
        switch type {
        case "ADDED", "MODIFIED": return .now(object)
        case "DELETED": return .gone(object)
        default: return nil
        }
    }

    private func open() async throws(ClusterFailure) -> ResponseLines {
        var call = ClusterCall(.get, resource.path(in: namespace), about: resource.plural)
        call.query = [
            ("watch", "true"), ("allowWatchBookmarks", "true"),
            ("resourceVersion", state.withLock { $0.version }), ("timeoutSeconds", "\(ClusterWatch.turn)"),
        ]
        if let labels { call.query.append(("labelSelector", labels)) }
        if let fields { call.query.append(("fieldSelector", fields)) }
        let response = try await cluster.answer(call, isCounted: false, by: deadline)
        return ResponseLines(response.body, about: resource.plural)
    }

    /// What was forgotten is listed anew; what broke is taken up again, with growing pauses.
    private func endure(_ failure: ClusterFailure) async throws(ClusterFailure) {
        let count = state.withLock { state in
            state.lines = nil
            state.failures += 1
            if failure.code == .expired { state.version = "" }
            return state.failures
        }
        let mayPass: [ClusterCode] = [.expired, .lost, .unreachable, .busy, .failed, .timedOut]
        guard mayPass.contains(failure.code), !deadline.hasPassed, count <= ClusterWatch.failures else {
            throw failure
        }
        if failure.code == .expired, count == 1 { return }
        let pause = ClusterLimits.firstPause * (1 << min(count - 1, 5))
        do {
            try await Task.sleep(for: min(pause, deadline.remaining))
        } catch {
            throw ClusterFailure(.cancelled, at: resource.plural, why: "the work was interrupted")
        }
    }
}
