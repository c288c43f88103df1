internal import Seals

/// What a builder tells of its work: the steps that begin, end or fail, and what they print.
///
/// It is BuildKit's `StatusResponse`, of which only these fields are read; what cannot be read is passed
/// over, because it is only for people to look at.
struct BuildTrace: Equatable {
    /// A step of the build.
    struct Step: Equatable {
        let digest: String
        let name: String
        let hasStarted: Bool
        let hasEnded: Bool
        let wasCached: Bool
        let error: String
    }

    private(set) var steps: [Step] = []
    /// What steps print, piece by piece.
    private(set) var output: [UInt8] = []

    /// Reads a record in base 64; nil if it is none.
    init?(_ text: String) {
        guard let bytes = Base64.padded.decode(text.utf8) else { return nil }
        for (number, content) in ProtobufFields(bytes[...]) {
            guard case .bytes(let part) = content else { continue }
            switch number {
            case 1: steps.append(BuildTrace.step(part))
            case 3: output += BuildTrace.message(part)
            default: continue
            }
        }
    }

    /// `Vertex`: digest 1, name 3, cached 4, started 5, completed 6, error 7.
    private static func step(_ bytes: ArraySlice<UInt8>) -> Step {
        var (digest, name, error) = ("", "", "")
        var (started, ended, cached) = (false, false, false)
        for (number, content) in ProtobufFields(bytes) {
            switch (number, content) {
            case (1, .bytes(let text)): digest = String(decoding: text, as: UTF8.self)
            case (3, .bytes(let text)): name = String(decoding: text, as: UTF8.self)
            case (4, .number(let flag)): cached = flag != 0
            case (5, .bytes): started = true
            case (6, .bytes): ended = true
            case (7, .bytes(let text)): error = String(decoding: text, as: UTF8.self)
            default: continue
            }
        }
        return Step(
            digest: digest, name: name, hasStarted: started, hasEnded: ended, wasCached: cached, error: error)
    }

    /// `VertexLog`: the message is field 4.
    private static func message(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        for case (4, .bytes(let text)) in ProtobufFields(bytes) { return text }
        return []
    }
}
