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
            throw DockerFailure(.notAnEngine, at: place, why: "its /version cannot be read: \(error)")
        }
    }
}
