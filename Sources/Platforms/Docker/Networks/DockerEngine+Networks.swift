internal import Basis
internal import HTTP

extension DockerEngine {
    /// The networks that bear all of these labels.
    func networks(labelled labels: [String], by deadline: Deadline) async throws(DockerFailure)
        -> [NetworkSummary]
    {
        try await read(
            EngineCall(.get, "/networks", [EngineCall.filters(["label": labels])]), atMost: EngineLimits.list,
            by: deadline)
    }

    /// The networks of exactly these names. Asking for one by name would also find ids that begin so.
    func networks(named names: [String], by deadline: Deadline) async throws(DockerFailure)
        -> [NetworkSummary]
    {
        let found: [NetworkSummary] = try await read(
            EngineCall(.get, "/networks", [EngineCall.filters(["name": names])]), atMost: EngineLimits.list,
            by: deadline)
        return found.filter { names.contains($0.name) }
    }

    /// One network with the containers on it.
    func network(_ name: String, by deadline: Deadline) async throws(DockerFailure) -> NetworkDetails {
        try await read(
            EngineCall(.get, "/networks/\(EngineCall.part(name))", about: .network(name)), by: deadline)
    }

    /// Makes a network and returns its id; one of that name is `nameTaken`.
    func create(network body: EngineValue, named name: String, by deadline: Deadline)
        async throws(DockerFailure) -> String
    {
        struct Made: Decodable {
            private enum CodingKeys: String, CodingKey { case id = "Id" }
            let id: String
        }
        let made: Made = try await read(
            EngineCall(.post, "/networks/create", json: body, about: .network(name)), by: deadline)
        return made.id
    }

    /// Puts a container on a network, under the names that the endpoint says.
    func connect(
        _ container: String, to network: String, as endpoint: EngineValue, by deadline: Deadline
    ) async throws(DockerFailure) {
        let body: EngineValue = ["Container": .text(container), "EndpointConfig": endpoint]
        try await call(
            EngineCall(
                .post, "/networks/\(EngineCall.part(network))/connect", json: body, about: .network(network)),
            by: deadline)
    }

    /// Takes a container off a network. Its names there are gone at once, and its connections with them.
    func disconnect(
        _ container: String, from network: String, by deadline: Deadline
    ) async throws(DockerFailure) {
        let body: EngineValue = ["Container": .text(container), "Force": true]
        try await call(
            EngineCall(
                .post, "/networks/\(EngineCall.part(network))/disconnect", json: body,
                about: .network(network)),
            by: deadline)
    }

    /// Removes a network that no running container is on.
    func remove(network name: String, by deadline: Deadline) async throws(DockerFailure) {
        try await call(
            EngineCall(.delete, "/networks/\(EngineCall.part(name))", about: .network(name)), by: deadline)
    }
}
