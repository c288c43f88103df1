/// A container as a list of them shows it: enough to follow it without asking after each.
package struct ContainerSummary: Hashable, Sendable {
    /// The engine's id.
    package let id: String
    /// Its name, without the slash that engines put before it.
    package let name: String
    /// The image's name, or its id once the name means another.
    package let image: String
    /// The id of the image.
    package let imageID: String
    /// Its labels.
    package let labels: [String: String]
    /// When it was made, in seconds since 1970 by the engine's clock.
    package let created: Int64
    /// What it is doing.
    package let state: ContainerState
    /// What its health check says.
    package let health: ContainerHealth
    /// The code that its process ended with.
    package let exitCode: Int?
    /// How it stands on each network, by the network's name.
    package let endpoints: [String: ContainerEndpoint]
    /// The network mode that it was made with.
    package let networkMode: String
    /// The names of the volumes mounted into it.
    package let volumes: [String]
    /// The TCP ports on which it says that it listens.
    package let ports: [Int]
}

extension ContainerSummary {
    /// Its address on each network; empty where it has none because it does not run.
    package var addresses: [String: String] { endpoints.mapValues(\.address) }
}

extension ContainerSummary: Decodable {
    private enum Key: String, CodingKey {
        case id = "Id"
        case names = "Names"
        case image = "Image"
        case imageID = "ImageID"
        case labels = "Labels"
        case created = "Created"
        case state = "State"
        case status = "Status"
        case networkSettings = "NetworkSettings"
        case hostConfig = "HostConfig"
        case mounts = "Mounts"
        case ports = "Ports"
    }

    private struct NetworkSettings: Decodable {
        private enum CodingKeys: String, CodingKey { case networks = "Networks" }
        let networks: [String: ContainerEndpoint]?
    }

    private struct Port: Decodable {
        private enum CodingKeys: String, CodingKey {
            case number = "PrivatePort"
            case transport = "Type"
        }
        let number: Int
        let transport: String?
    }

    private struct HostConfig: Decodable {
        private enum CodingKeys: String, CodingKey { case networkMode = "NetworkMode" }
        let networkMode: String?
    }

    /// Reads an element of the answer to `GET /containers/json`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        let names = try fields.decodeIfPresent([String].self, forKey: .names) ?? []
        // A link gives a container further names, as in `/web/db`: its own has one slash.
        let own = names.first { $0.dropFirst().contains("/") == false } ?? ""
        name = String(own.first == "/" ? own.dropFirst() : own[...])
        image = try fields.decodeIfPresent(String.self, forKey: .image) ?? ""
        imageID = try fields.decodeIfPresent(String.self, forKey: .imageID) ?? ""
        labels = try fields.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
        created = try fields.decodeIfPresent(Int64.self, forKey: .created) ?? 0
        state = try fields.decode(ContainerState.self, forKey: .state)
        let status = try fields.decodeIfPresent(String.self, forKey: .status) ?? ""
        health = ContainerSummary.health(in: status)
        exitCode = ContainerSummary.exitCode(in: status)
        let settings = try fields.decodeIfPresent(NetworkSettings.self, forKey: .networkSettings)
        endpoints = settings?.networks ?? [:]
        let host = try fields.decodeIfPresent(HostConfig.self, forKey: .hostConfig)
        networkMode = host?.networkMode ?? ""
        let mounts = try fields.decodeIfPresent([ContainerMount].self, forKey: .mounts) ?? []
        volumes = mounts.compactMap(\.volume)
        let ports = try fields.decodeIfPresent([Port].self, forKey: .ports) ?? []
        self.ports = Set(ports.filter { $0.transport == "tcp" }.map(\.number)).sorted()
    }

    /// `Up 3 minutes (health: starting)`: lists say it in these words only.
    static func health(in status: String) -> ContainerHealth {
        if status.hasSuffix("(healthy)") { return .healthy }
        if status.hasSuffix("(unhealthy)") { return .unhealthy }
        return status.hasSuffix("(health: starting)") ? .starting : .none
    }

    /// `Exited (137) 3 seconds ago`.
    static func exitCode(in status: String) -> Int? {
        guard status.hasPrefix("Exited (") else { return nil }
        return Int(status.dropFirst("Exited (".count).prefix { $0 != ")" })
    }
}
