package import Basis
internal import HTTP

extension Cluster {
    /// Starts a command in a pod.
    ///
    /// The end of an input can be told only since version 5 of the protocol (Kubernetes 1.30): with an input
    /// an older server is refused, for the command would wait for ever.
    package func start(
        _ command: PodCommand, in namespace: String, by deadline: Deadline
    ) async throws(ClusterFailure) -> RunningCommand {
        let about = "pod \(command.pod)"
        var call = ClusterCall(
            .get, Resource.pods.path(in: namespace, command.pod, "exec"), about: about)
        if let container = command.container { call.query.append(("container", container)) }
        call.query += command.words.map { ("command", $0) }
        call.query += [("stdout", "true"), ("stderr", "true")]
        if command.input != nil { call.query.append(("stdin", "true")) }
        let protocols =
            command.input == nil
            ? [RunningCommand.newest, RunningCommand.older] : [RunningCommand.newest]
        let socket = try await converse(call, protocols, by: deadline)
        return RunningCommand(socket, input: command.input, about: about)
    }

    /// Opens a WebSocket in the place of a call.
    func converse(
        _ call: ClusterCall, _ protocols: [String], by deadline: Deadline
    ) async throws(ClusterFailure) -> WebSocket {
        count()
        var request = call.request(below: place.base, headers: try await login.headers(by: deadline))
        // Words of a command may be confidential.
        request.hidesTarget = true
        do throws(HTTPFailure) {
            return try await client.webSocket(
                request, subprotocols: protocols, messageLimit: ClusterLimits.message, deadline: deadline)
        } catch {
            guard let status = error.status, error.code == .unexpectedStatus else {
                throw ClusterFailure(error, at: call.about)
            }
            throw ClusterFailure(
                status: status, body: Array((error.why ?? "").utf8), retryAfter: nil, at: call.about)
        }
    }

    /// What a container of a pod has printed, and goes on printing if it is to be followed.
    package func logs(
        of pod: String, container: String?, in namespace: String, _ rules: LogRules = LogRules(),
        by deadline: Deadline
    ) async throws(ClusterFailure) -> any ByteStream {
        var call = ClusterCall(.get, Resource.pods.path(in: namespace, pod, "log"), about: "pod \(pod)")
        if let container { call.query.append(("container", container)) }
        if rules.isFollowed { call.query.append(("follow", "true")) }
        if rules.isPrevious { call.query.append(("previous", "true")) }
        if let lines = rules.lines { call.query.append(("tailLines", "\(lines)")) }
        if let since = rules.since {
            call.query.append(("sinceSeconds", "\(max(1, since.components.seconds))"))
        }
        if let limit = rules.limit { call.query.append(("limitBytes", "\(max(1, limit.bytes))")) }
        return try await answer(call, by: deadline).body
    }
}
