/// Something mounted into a container, as the engine sees it.
package struct ContainerMount: Hashable, Sendable {
    /// What it is: `volume`, `bind`, `tmpfs`.
    package let kind: String
    /// The volume's name, if it is one.
    package let volume: String?
    /// The path of the host.
    package let source: String
    /// The path in the container.
    package let target: String
    /// Whether the container can write.
    package let isWritable: Bool
}

extension ContainerMount: Decodable {
    private enum Key: String, CodingKey {
        case kind = "Type"
        case name = "Name"
        case source = "Source"
        case target = "Destination"
        case isWritable = "RW"
    }

    /// Reads an element of `Mounts`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        kind = try fields.decodeIfPresent(String.self, forKey: .kind) ?? ""
        volume = try fields.decodeIfPresent(String.self, forKey: .name).flatMap { $0.isEmpty ? nil : $0 }
        source = try fields.decodeIfPresent(String.self, forKey: .source) ?? ""
        target = try fields.decodeIfPresent(String.self, forKey: .target) ?? ""
        isWritable = try fields.decodeIfPresent(Bool.self, forKey: .isWritable) ?? true
    }
}
