/// A network and the containers on it that run.
struct NetworkDetails: Hashable, Sendable {
    /// The engine's id.
    let id: String
    /// Its name.
    let name: String
    /// The ids of the running containers on it.
    let containers: [String]
}

extension NetworkDetails: Decodable {
    private enum Key: String, CodingKey {
        case id = "Id"
        case name = "Name"
        case containers = "Containers"
    }

    private struct Nothing: Decodable {}

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        name = try fields.decode(String.self, forKey: .name)
        let containers = try fields.decodeIfPresent([String: Nothing].self, forKey: .containers) ?? [:]
        self.containers = containers.keys.sorted()
    }
}
