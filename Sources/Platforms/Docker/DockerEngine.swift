package import Basis
internal import FoundationEssentials
package import HTTP

/// A container engine that speaks Docker's API.
package struct DockerEngine: Sendable {
    /// An engine says little about itself; more than this is no engine.
    private static let versionLimit = ByteCount.kibibytes(256)

    private let client: HTTPClient
    private let place: String

    /// An engine at an endpoint. Nothing is asked of it yet.
    package init(at endpoint: HTTPEndpoint) {
        client = HTTPClient(HTTPSettings(endpoint))
        place = "\(endpoint)"
    }

    /// What the engine says of itself. Throws `HTTPFailure`, or `DockerFailure` if that makes no sense.
    package func version(by deadline: Deadline) async throws -> DockerVersion {
        let response = try await client.send(HTTPRequest(.get, "/version"), deadline: deadline)
        let bytes = try await response.expecting().collect(atMost: DockerEngine.versionLimit)
        do {
            return try JSONDecoder().decode(DockerVersion.self, from: Data(bytes))
        } catch {
            throw DockerFailure(.notAnEngine, at: place, why: "its /version \(DockerEngine.flaw(error))")
        }
    }

    /// The decoder's own words name its types, not what is wrong with the answer.
    private static func flaw(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "has no `\(key.stringValue)`"
        case .typeMismatch(_, let context) where !context.codingPath.isEmpty,
            .valueNotFound(_, let context) where !context.codingPath.isEmpty:
            "has another kind of `\(context.codingPath.map(\.stringValue).joined(separator: "."))`"
        default: "is no JSON object"
        }
    }
}
