package import Basis

/// What an engine says of itself and its machine.
package struct EngineInformation: Hashable, Sendable {
    /// What it is known by, for as long as it keeps its data.
    package let identity: String
    /// The name of its machine.
    package let name: String
    /// Its version.
    package let version: String
    /// Its clock, as it writes it.
    package let systemTime: String
    /// The memory of its machine.
    package let memory: ByteCount
    /// How many processors its machine has.
    package let processors: Int
    /// Where it keeps its data.
    package let root: String
    /// How it stores images and containers.
    package let storageDriver: String
    /// Whether containers go on when it ends.
    package let keepsContainersAlive: Bool
    /// Whether it is part of a swarm.
    package let isInSwarm: Bool
    /// The system its containers run on, as in `linux`.
    package let system: String
    /// The processor's kind as the kernel says it, as in `x86_64`.
    package let architecture: String
}

extension EngineInformation: Decodable {
    private enum Key: String, CodingKey {
        case identity = "ID"
        case name = "Name"
        case version = "ServerVersion"
        case systemTime = "SystemTime"
        case memory = "MemTotal"
        case processors = "NCPU"
        case root = "DockerRootDir"
        case storageDriver = "Driver"
        case keepsContainersAlive = "LiveRestoreEnabled"
        case swarm = "Swarm"
        case system = "OSType"
        case architecture = "Architecture"
    }

    private struct Swarm: Decodable {
        private enum CodingKeys: String, CodingKey { case state = "LocalNodeState" }
        let state: String?
    }

    /// Reads the body of `GET /info`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        identity = try fields.decode(String.self, forKey: .identity)
        name = try fields.decodeIfPresent(String.self, forKey: .name) ?? ""
        version = try fields.decodeIfPresent(String.self, forKey: .version) ?? ""
        systemTime = try fields.decode(String.self, forKey: .systemTime)
        memory = try fields.decodeIfPresent(ByteCount.self, forKey: .memory) ?? ByteCount(0)
        processors = try fields.decodeIfPresent(Int.self, forKey: .processors) ?? 1
        root = try fields.decodeIfPresent(String.self, forKey: .root) ?? ""
        storageDriver = try fields.decodeIfPresent(String.self, forKey: .storageDriver) ?? ""
        keepsContainersAlive = try fields.decodeIfPresent(Bool.self, forKey: .keepsContainersAlive) ?? false
        isInSwarm = try fields.decodeIfPresent(Swarm.self, forKey: .swarm)?.state == "active"
        system = try fields.decodeIfPresent(String.self, forKey: .system) ?? "linux"
        architecture = try fields.decodeIfPresent(String.self, forKey: .architecture) ?? ""
    }
}
