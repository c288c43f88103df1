/// A network as a list of them shows it.
package struct NetworkSummary: Hashable, Sendable {
    /// The engine's id.
    package let id: String
    /// Its name; engines allow several of one name.
    package let name: String
    /// The driver.
    package let driver: String
    /// Its labels.
    package let labels: [String: String]
}

extension NetworkSummary: Decodable {
    private enum Key: String, CodingKey {
        case id = "Id"
        case name = "Name"
        case driver = "Driver"
        case labels = "Labels"
    }

    /// Reads an element of the answer to `GET /networks`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        name = try fields.decode(String.self, forKey: .name)
        driver = try fields.decodeIfPresent(String.self, forKey: .driver) ?? ""
        labels = try fields.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
    }
}
