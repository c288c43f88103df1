internal import Basis
internal import FoundationEssentials
package import HTTP
internal import Seals

/// Finds the engine as Docker's own program does: by variables, by the context chosen, or at its usual
/// socket.
package struct DockerPlace: Sendable {
    /// `DOCKER_HOST`: where the engine listens. It wins over every context.
    package var host: String?
    /// `DOCKER_CONTEXT`: the context to use.
    package var context: String?
    /// `DOCKER_CERT_PATH`: the folder of the certificates for a host.
    package var certificates: String?
    /// Whether `DOCKER_TLS_VERIFY` is set: a host over TCP is then spoken to under TLS.
    package var verifies = false
    /// The folder of Docker's settings: `DOCKER_CONFIG`, or `.docker` in the home folder.
    package var folder: String
    /// The bytes of a file; nil if there is none.
    package var file: @Sendable (String) -> [UInt8]?

    /// Nothing said: the context in the settings, or the usual socket.
    package init(folder: String, file: @escaping @Sendable (String) -> [UInt8]?) {
        (self.folder, self.file) = (folder, file)
    }

    /// The settings in that folder.
    package func settings() throws(DockerFailure) -> DockerSettings {
        let name = "\(folder)/config.json"
        guard let bytes = file(name) else { return .none }
        return try DockerSettings(bytes, name: name)
    }

    /// Where the engine listens, and how it is spoken to.
    package func endpoint() throws(DockerFailure) -> HTTPEndpoint {
        if let host, !host.isEmpty { return try endpoint(host: host) }
        var chosen = context.flatMap { $0.isEmpty ? nil : $0 }
        if chosen == nil { chosen = try settings().context }
        guard let chosen, chosen != "default" else { return try DockerEndpoint.reading(nil) }
        return try endpoint(context: chosen)
    }

    private func endpoint(host: String) throws(DockerFailure) -> HTTPEndpoint {
        let isProtected = verifies || certificates?.isEmpty == false
        let endpoint = try DockerEndpoint.reading(host, isProtected: isProtected)
        guard isProtected, case .http(let name, let port) = endpoint else { return endpoint }
        let folder = certificates.flatMap { $0.isEmpty ? nil : $0 } ?? self.folder
        return .https(host: name, port: port, protection(in: folder, trustsAnybody: false))
    }

    private func endpoint(context: String) throws(DockerFailure) -> HTTPEndpoint {
        let key = DockerPlace.key(of: context)
        let path = "\(folder)/contexts/meta/\(key)/meta.json"
        guard let bytes = file(path) else {
            throw DockerFailure(.badContext, at: "context \(context)", why: "there is no file \(path)")
        }
        let docker: Context.Endpoint?
        do {
            docker = try JSONDecoder().decode(Context.self, from: Data(bytes)).endpoints["docker"]
        } catch {
            throw DockerFailure(.badContext, at: path, why: "it \(DockerEngine.flaw(error))")
        }
        guard let docker else {
            throw DockerFailure(.badContext, at: path, why: "it names no engine of Docker")
        }
        let folder = "\(folder)/contexts/tls/\(key)/docker"
        let hasTLS =
            ["ca.pem", "cert.pem"].contains { file("\(folder)/\($0)") != nil }
            || docker.skipsVerification == true
        let endpoint = try DockerEndpoint.reading(docker.host, isProtected: hasTLS)
        guard hasTLS, case .http(let name, let port) = endpoint else { return endpoint }
        return .https(
            host: name, port: port,
            protection(in: folder, trustsAnybody: docker.skipsVerification == true))
    }

    /// The folder of a context is the digest of its name.
    static func key(of context: String) -> String {
        SHA256.digest(of: Array(context.utf8)).hexadecimal
    }

    /// `ca.pem`, `cert.pem` and `key.pem`, as far as they are there.
    private func protection(in folder: String, trustsAnybody: Bool) -> TLSSettings {
        let authorities = file("\(folder)/ca.pem")
        var identity: ClientIdentity?
        if let certificate = file("\(folder)/cert.pem"), let key = file("\(folder)/key.pem") {
            identity = ClientIdentity(
                certificates: certificate, key: Secret(String(decoding: key, as: UTF8.self)))
        }
        return TLSSettings(
            trust: trustsAnybody ? .unverified : authorities.map { .pem($0) } ?? .system, identity: identity)
    }

    private struct Context: Decodable {
        struct Endpoint: Decodable {
            private enum CodingKeys: String, CodingKey {
                case host = "Host"
                case skipsVerification = "SkipTLSVerify"
            }
            let host: String?
            let skipsVerification: Bool?
        }
        private enum CodingKeys: String, CodingKey { case endpoints = "Endpoints" }
        let endpoints: [String: Endpoint]
    }
}
