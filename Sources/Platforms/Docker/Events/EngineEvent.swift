/// Something that happened on an engine.
package struct EngineEvent: Hashable, Sendable {
    /// What it happened to: `container`, `network`, `volume`, `image`.
    package let kind: String
    /// What happened, as in `die`; a health check's verdict is `health_status: healthy`.
    package let action: String
    /// The id of what it happened to; for a volume or image its name.
    package let id: String
    /// What is known of it: the labels of a container, its `name` and `exitCode`.
    package let attributes: [String: String]
    /// When, in nanoseconds since 1970 by the engine's clock.
    package let moment: Int64
}

extension EngineEvent: Decodable {
    private enum Key: String, CodingKey {
        case kind = "Type"
        case action = "Action"
        case actor = "Actor"
        case moment = "timeNano"
    }

    private struct Actor: Decodable {
        private enum CodingKeys: String, CodingKey {
            case id = "ID"
            case attributes = "Attributes"
        }
        let id: String
        let attributes: [String: String]?
    }

    /// Reads a line of the answer to `GET /events`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        kind = try fields.decode(String.self, forKey: .kind)
        action = try fields.decode(String.self, forKey: .action)
        let actor = try fields.decode(Actor.self, forKey: .actor)
        id = actor.id
        attributes = actor.attributes ?? [:]
        moment = try fields.decodeIfPresent(Int64.self, forKey: .moment) ?? 0
    }
}
