/// A volume.
package struct VolumeDetails: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// The driver.
    package let driver: String
    /// Options of the driver.
    package let options: [String: String]
    /// Its labels: those of the call that made it, whatever later calls said.
    package let labels: [String: String]
    /// When it was made, as the engine writes it.
    package let createdAt: String
    /// Where its files are on the engine's machine.
    package let path: String
}

extension VolumeDetails: Decodable {
    private enum Key: String, CodingKey {
        case name = "Name"
        case driver = "Driver"
        case options = "Options"
        case labels = "Labels"
        case createdAt = "CreatedAt"
        case path = "Mountpoint"
    }

    /// Reads the body of `GET /volumes/NAME`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        name = try fields.decode(String.self, forKey: .name)
        driver = try fields.decodeIfPresent(String.self, forKey: .driver) ?? "local"
        options = try fields.decodeIfPresent([String: String].self, forKey: .options) ?? [:]
        labels = try fields.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
        createdAt = try fields.decodeIfPresent(String.self, forKey: .createdAt) ?? ""
        path = try fields.decodeIfPresent(String.self, forKey: .path) ?? ""
    }
}
