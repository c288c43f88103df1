internal import Basis

/// What an engine's things take of its disk.
struct EngineDiskUsage: Hashable, Sendable {
    /// All layers of images, shared ones once.
    let layers: ByteCount
    /// What the build cache takes.
    let buildCache: ByteCount
}

extension EngineDiskUsage: Decodable {
    private enum Key: String, CodingKey {
        case layers = "LayersSize"
        case buildCache = "BuildCache"
    }

    private struct Record: Decodable {
        private enum CodingKeys: String, CodingKey { case size = "Size" }
        let size: Int64
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        layers = ByteCount(try fields.decodeIfPresent(Int64.self, forKey: .layers) ?? 0)
        let records = try fields.decodeIfPresent([Record].self, forKey: .buildCache) ?? []
        buildCache = ByteCount(records.reduce(0) { $0 &+ $1.size })
    }
}
