internal import Basis
internal import HTTP

extension DockerEngine {
    /// The containers that bear all of these labels, each `name` or `name=value`; stopped ones too.
    func containers(
        labelled labels: [String], by deadline: Deadline
    ) async throws(DockerFailure) -> [ContainerSummary] {
        let query = [("all", "1"), EngineCall.filters(["label": labels])]
        return try await read(
            EngineCall(.get, "/containers/json", query), atMost: EngineLimits.list, by: deadline)
    }

    /// All that is asked about one container, by name or id.
    func container(_ name: String, by deadline: Deadline) async throws(DockerFailure) -> ContainerDetails {
        try await read(
            EngineCall(.get, path(name, "json"), about: .container(name)), by: deadline)
    }

    /// Makes a container and returns its id; nothing is started.
    ///
    /// The name is the key: whoever comes second gets `nameTaken`.
    func create(
        _ name: String, _ body: EngineValue, platform: String? = nil, by deadline: Deadline
    ) async throws(DockerFailure) -> String {
        struct Made: Decodable {
            private enum CodingKeys: String, CodingKey { case id = "Id" }
            let id: String
        }
        var query = [("name", name)]
        // An engine whose API is older takes no such wish; it runs on one platform.
        if let platform, api >= .platforms { query.append(("platform", platform)) }
        let made: Made = try await read(
            EngineCall(.post, "/containers/create", query, json: body, about: .container(name)),
            by: deadline)
        return made.id
    }

    /// Starts a container; one that runs is left alone.
    func start(_ name: String, by deadline: Deadline) async throws(DockerFailure) {
        try await call(EngineCall(.post, path(name, "start"), about: .container(name)), by: deadline)
    }

    /// Has a container stop: its own signal, then after its grace SIGKILL. One that is stopped is left alone.
    ///
    /// Without a grace the container's own counts.
    func stop(
        _ name: String, grace: Duration? = nil, by deadline: Deadline
    ) async throws(DockerFailure) {
        let query = grace.map { [("t", "\(max(0, $0.components.seconds))")] } ?? []
        try await call(EngineCall(.post, path(name, "stop"), query, about: .container(name)), by: deadline)
    }

    /// Sends a container's process a signal.
    func kill(
        _ name: String, signal: String = "SIGKILL", by deadline: Deadline
    ) async throws(DockerFailure) {
        try await call(
            EngineCall(.post, path(name, "kill"), [("signal", signal)], about: .container(name)),
            by: deadline)
    }

    /// Waits until a container does not run, and returns its exit code; the engine tells, nothing is polled.
    func wait(for name: String, by deadline: Deadline) async throws(DockerFailure) -> Int {
        struct Ended: Decodable {
            private enum CodingKeys: String, CodingKey { case code = "StatusCode" }
            let code: Int
        }
        let call = EngineCall(
            .post, path(name, "wait"), [("condition", "not-running")], about: .container(name))
        let ended: Ended = try await read(call, by: deadline)
        return ended.code
    }

    /// Gives a container another name.
    func rename(_ name: String, to other: String, by deadline: Deadline) async throws(DockerFailure) {
        try await call(
            EngineCall(.post, path(name, "rename"), [("name", other)], about: .container(name)), by: deadline)
    }

    /// Gives a container another restart policy.
    func setRestartPolicy(
        _ policy: EngineRestart, of name: String, by deadline: Deadline
    ) async throws(DockerFailure) {
        try await call(
            EngineCall(
                .post, path(name, "update"), json: ["RestartPolicy": policy.value], about: .container(name)),
            by: deadline)
    }

    /// Removes a container with its volumes without a name; a running one only by force.
    func remove(
        container name: String, force: Bool = false, by deadline: Deadline
    ) async throws(DockerFailure) {
        let query = [("v", "1"), ("force", force ? "1" : "0")]
        try await call(EngineCall(.delete, path(name), query, about: .container(name)), by: deadline)
    }

    /// Unpacks a tar into a container's file system, which need not run; owners are those of the tar.
    func put(
        _ archive: any ByteStream, into name: String, at path: String, by deadline: Deadline
    ) async throws(DockerFailure) {
        var headers = HTTPHeaders()
        headers.add("Content-Type", "application/x-tar")
        try await call(
            EngineCall(
                .put, self.path(name, "archive"), [("path", path)],
                body: .stream(archive, length: nil), headers: headers, about: .container(name)),
            by: deadline)
    }

    func path(_ name: String, _ rest: String? = nil) -> String {
        "/containers/\(EngineCall.part(name))" + (rest.map { "/\($0)" } ?? "")
    }
}
