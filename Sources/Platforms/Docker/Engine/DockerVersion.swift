/// What an engine says of itself.
package struct DockerVersion: Hashable, Sendable {
    /// What it calls itself: `Docker Engine - Community`, or plainly `Docker`.
    package let name: String
    /// Its own version.
    package let version: String
    /// The newest version of the API that it speaks.
    package let apiVersion: String
}

extension DockerVersion: Decodable {
    private enum Key: String, CodingKey {
        case platform = "Platform"
        case version = "Version"
        case apiVersion = "ApiVersion"
    }

    private struct Platform: Decodable {
        private enum CodingKeys: String, CodingKey { case name = "Name" }
        let name: String?
    }

    /// Reads the body of `GET /version`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let name = try fields.decodeIfPresent(Platform.self, forKey: .platform)?.name ?? ""
        self.name = name.isEmpty ? "Docker" : name
        version = try fields.decode(String.self, forKey: .version)
        apiVersion = try fields.decode(String.self, forKey: .apiVersion)
    }
}
