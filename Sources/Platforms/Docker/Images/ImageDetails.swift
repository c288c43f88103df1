package import Basis

/// An image that the engine has.
package struct ImageDetails: Hashable, Sendable {
    /// Its id: the digest of its configuration.
    package let id: String
    /// The names and tags that it goes by.
    package let tags: [String]
    /// What registries call it: `repository@sha256:…`, for each that it came from or went to.
    package let digests: [String]
    /// Its labels.
    package let labels: [String: String]
    /// What it takes, shared layers included.
    package let size: ByteCount
    /// The platform that it runs on, as `os/arch[/variant]`.
    package let platform: String
    /// Whether it brings a health check.
    package let hasHealthcheck: Bool
    /// The ports that it says it listens on, as `8080/tcp`.
    package let ports: [String]
    /// The paths for which it wants volumes.
    package let volumes: [String]

    /// The digest under which a repository knows it.
    package func digest(in repository: String) -> Digest? {
        digests.lazy.compactMap { ImageReference($0) }.first { $0.name == repository }?.digest
    }
}

extension ImageDetails: Decodable {
    private enum Key: String, CodingKey {
        case id = "Id"
        case tags = "RepoTags"
        case digests = "RepoDigests"
        case size = "Size"
        case system = "Os"
        case architecture = "Architecture"
        case variant = "Variant"
        case config = "Config"
    }

    private struct Config: Decodable {
        struct Healthcheck: Decodable {
            private enum CodingKeys: String, CodingKey { case test = "Test" }
            let test: [String]?
        }
        struct Nothing: Decodable {}
        private enum CodingKeys: String, CodingKey {
            case labels = "Labels"
            case healthcheck = "Healthcheck"
            case ports = "ExposedPorts"
            case volumes = "Volumes"
        }
        let labels: [String: String]?
        let healthcheck: Healthcheck?
        let ports: [String: Nothing]?
        let volumes: [String: Nothing]?
    }

    /// Reads the body of `GET /images/NAME/json`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        tags = try fields.decodeIfPresent([String].self, forKey: .tags) ?? []
        digests = try fields.decodeIfPresent([String].self, forKey: .digests) ?? []
        size = try fields.decodeIfPresent(ByteCount.self, forKey: .size) ?? ByteCount(0)
        let parts = try [Key.system, .architecture, .variant].compactMap {
            try fields.decodeIfPresent(String.self, forKey: $0)
        }
        platform = parts.filter { !$0.isEmpty }.joined(separator: "/")
        let config = try fields.decodeIfPresent(Config.self, forKey: .config)
        labels = config?.labels ?? [:]
        let test = config?.healthcheck?.test ?? []
        hasHealthcheck = !test.isEmpty && test.first != "NONE"
        ports = config?.ports?.keys.sorted() ?? []
        volumes = config?.volumes?.keys.sorted() ?? []
    }
}
