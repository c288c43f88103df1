/// A container with all that is asked about one.
package struct ContainerDetails: Hashable, Sendable {
    /// The engine's id.
    package let id: String
    /// Its name, without the slash that engines put before it.
    package let name: String
    /// The id of its image.
    package let imageID: String
    /// The image's name when it was made.
    package let image: String
    /// Its labels.
    package let labels: [String: String]
    /// What became of its process.
    package let process: ContainerProcess
    /// How often its restart policy started it again.
    package let restarts: Int
    /// What happens when its process ends.
    package let restartPolicy: EngineRestart
    /// How it stands on each network, by the network's name.
    package let endpoints: [String: ContainerEndpoint]
    /// What is mounted into it.
    package let mounts: [ContainerMount]
    /// Whether it has a terminal, which makes its output one stream without frames.
    package let hasTerminal: Bool
    /// The signal that stops it.
    package let stopSignal: String
    /// How many seconds it may take to stop.
    package let stopTimeout: Int

    /// What an engine gives a container to stop that says nothing.
    private static let usualStopTimeout = 10
}

extension ContainerDetails: Decodable {
    private enum Key: String, CodingKey {
        case id = "Id"
        case name = "Name"
        case imageID = "Image"
        case process = "State"
        case restarts = "RestartCount"
        case mounts = "Mounts"
        case config = "Config"
        case hostConfig = "HostConfig"
        case networkSettings = "NetworkSettings"
    }

    private struct Config: Decodable {
        private enum CodingKeys: String, CodingKey {
            case image = "Image"
            case labels = "Labels"
            case hasTerminal = "Tty"
            case stopSignal = "StopSignal"
            case stopTimeout = "StopTimeout"
        }
        let image: String?
        let labels: [String: String]?
        let hasTerminal: Bool?
        let stopSignal: String?
        let stopTimeout: Int?
    }

    private struct HostConfig: Decodable {
        private enum CodingKeys: String, CodingKey { case restartPolicy = "RestartPolicy" }
        let restartPolicy: EngineRestart?
    }

    private struct NetworkSettings: Decodable {
        private enum CodingKeys: String, CodingKey { case networks = "Networks" }
        let networks: [String: ContainerEndpoint]?
    }

    /// Reads the body of `GET /containers/NAME/json`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        let name = try fields.decode(String.self, forKey: .name)
        self.name = String(name.first == "/" ? name.dropFirst() : name[...])
        imageID = try fields.decode(String.self, forKey: .imageID)
        process = try fields.decode(ContainerProcess.self, forKey: .process)
        restarts = try fields.decodeIfPresent(Int.self, forKey: .restarts) ?? 0
        mounts = try fields.decodeIfPresent([ContainerMount].self, forKey: .mounts) ?? []
        let config = try fields.decode(Config.self, forKey: .config)
        image = config.image ?? ""
        labels = config.labels ?? [:]
        hasTerminal = config.hasTerminal ?? false
        stopSignal = config.stopSignal ?? "SIGTERM"
        stopTimeout = config.stopTimeout ?? ContainerDetails.usualStopTimeout
        let host = try fields.decodeIfPresent(HostConfig.self, forKey: .hostConfig)
        restartPolicy = host?.restartPolicy ?? .no
        let networks = try fields.decodeIfPresent(NetworkSettings.self, forKey: .networkSettings)
        endpoints = networks?.networks ?? [:]
    }
}
