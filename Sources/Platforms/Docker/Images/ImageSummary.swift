internal import Basis

/// An image as a list of them shows it.
struct ImageSummary: Hashable, Sendable {
    /// Its id.
    let id: String
    /// The names and tags that it goes by.
    let tags: [String]
    /// Its labels.
    let labels: [String: String]
    /// When it was made, in seconds since 1970.
    let created: Int64
    /// What it takes, shared layers included.
    let size: ByteCount
}

extension ImageSummary: Decodable {
    private enum Key: String, CodingKey {
        case id = "Id"
        case tags = "RepoTags"
        case labels = "Labels"
        case created = "Created"
        case size = "Size"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decode(String.self, forKey: .id)
        // An image without a name is listed under a name that says so.
        tags = (try fields.decodeIfPresent([String].self, forKey: .tags) ?? []).filter {
            $0 != "<none>:<none>"
        }
        labels = try fields.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
        created = try fields.decodeIfPresent(Int64.self, forKey: .created) ?? 0
        size = try fields.decodeIfPresent(ByteCount.self, forKey: .size) ?? ByteCount(0)
    }
}
