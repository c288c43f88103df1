/// One line of what an engine says while it pulls, pushes or builds. A failure comes as a line too.
struct ImageLine: Sendable {
    let progress: ImageProgress?
    /// What a classic build prints.
    let stream: String?
    /// What went wrong.
    let error: String?
    /// What else is said, under a name.
    let id: String?
    let aux: Aux?

    /// A value beside the words.
    enum Aux: Sendable {
        /// The id of a built image.
        case image(String)
        /// What a pushed image is called by its registry.
        case digest(String)
        /// A record of the builder, in base 64.
        case trace(String)
        /// Something that nobody asks about.
        case other
    }
}

extension ImageLine: Decodable {
    private enum Key: String, CodingKey {
        case status, id, progressDetail, stream, error, errorDetail, aux
    }

    private struct Detail: Decodable {
        let current: Int64?
        let total: Int64?
    }

    private struct Fault: Decodable { let message: String? }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        id = try fields.decodeIfPresent(String.self, forKey: .id)
        let status = try fields.decodeIfPresent(String.self, forKey: .status)
        let detail = try fields.decodeIfPresent(Detail.self, forKey: .progressDetail)
        progress = status.map { [id] in
            ImageProgress(layer: id, status: $0, done: detail?.current, total: detail?.total)
        }
        stream = try fields.decodeIfPresent(String.self, forKey: .stream)
        let fault = try fields.decodeIfPresent(Fault.self, forKey: .errorDetail)
        error = try fault?.message ?? fields.decodeIfPresent(String.self, forKey: .error)
        aux = try fields.decodeIfPresent(Aux.self, forKey: .aux)
    }
}

extension ImageLine.Aux: Decodable {
    private enum Key: String, CodingKey {
        case image = "ID"
        case digest = "Digest"
    }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .trace(text)
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        if let image = try fields.decodeIfPresent(String.self, forKey: .image) {
            self = .image(image)
        } else if let digest = try fields.decodeIfPresent(String.self, forKey: .digest) {
            self = .digest(digest)
        } else {
            self = .other
        }
    }
}
