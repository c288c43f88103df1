import Basis
import FoundationEssentials
import Glibc
import HTTP
import Testing

/// A real server with TLS in every condition, for as long as the test needs it.
struct Nginx {
    /// The servers by the names of their certificates: `good`, `expired`, `elsewhere`, and `strict`, which
    /// asks for ours.
    let ports: [String: UInt16]
    let authority: Authority

    func endpoint(_ name: String, trust: TLSSettings.Trust? = nil, identity: ClientIdentity? = nil)
        -> HTTPEndpoint
    {
        let trust = trust ?? .file("\(authority.folder)/ca.pem")
        return .https(
            host: "localhost", port: ports[name] ?? 0, TLSSettings(trust: trust, identity: identity))
    }

    func client(_ name: String, trust: TLSSettings.Trust? = nil, identity: ClientIdentity? = nil)
        -> HTTPClient
    {
        HTTPClient(HTTPSettings(endpoint(name, trust: trust, identity: identity)))
    }

    func identity(_ name: String, passphrase: Secret? = nil) throws -> ClientIdentity {
        ClientIdentity(
            certificates: try authority.bytes("\(name).pem"),
            key: Secret(String(decoding: try authority.bytes("\(name).key"), as: UTF8.self)),
            passphrase: passphrase)
    }

    /// Starts nginx with a fresh authority, waits until it answers, and ends both with the test.
    static func with<Result>(_ test: (Nginx) async throws -> Result) async throws -> Result {
        try await withFolder { folder in
            let authority = try Authority(in: folder)
            try authority.issue("good", for: "localhost")
            try authority.issue("expired", for: "localhost", days: -1)
            try authority.issue("elsewhere", for: "elsewhere.test")
            try authority.issue("client", for: "belay")
            let names = ["good", "expired", "elsewhere", "strict"]
            let ports = Dictionary(uniqueKeysWithValues: zip(names, freePorts(names.count)))
            try authority.write("nginx.conf", configuration(folder, ports))
            let program = try Program(
                "/usr/sbin/nginx", ["-p", folder, "-c", "\(folder)/nginx.conf", "-e", "\(folder)/error.log"],
                log: "\(folder)/nginx.log")
            let nginx = Nginx(ports: ports, authority: authority)
            try await nginx.awaitReady()
            defer { withExtendedLifetime(program) {} }
            return try await test(nginx)
        }
    }

    private func awaitReady() async throws {
        let client = client("good", trust: .unverified)
        let deadline = ample
        while true {
            do {
                _ = try await client.send(HTTPRequest(.get, "/"), deadline: deadline)
                return
            } catch {
                if deadline.hasPassed { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static func configuration(_ folder: String, _ ports: [String: UInt16]) -> String {
        let servers = ports.map { name, port in
            let certificate = name == "strict" ? "good" : name
            let strict = "ssl_client_certificate \(folder)/ca.pem; ssl_verify_client on;"
            return """
                server {
                    listen 127.0.0.1:\(port) ssl http2;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    ssl_certificate \(folder)/\(certificate).pem;
                    ssl_certificate_key \(folder)/\(certificate).key;
                    \(name == "strict" ? strict : "")
                    location /once { keepalive_timeout 0; return 200 "$ssl_protocol $ssl_session_reused"; }
                    location / { return 200 "$server_protocol $ssl_client_s_dn $connection"; }
                }
                """
        }
        return """
            daemon off; master_process off; worker_processes 1; pid \(folder)/pid;
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path \(folder)/t1; proxy_temp_path \(folder)/t2;
                fastcgi_temp_path \(folder)/t3; uwsgi_temp_path \(folder)/t4; scgi_temp_path \(folder)/t5;
                \(servers.joined(separator: "\n"))
            }
            """
    }

    /// Ports that nobody listens on at this moment, all different.
    private static func freePorts(_ count: Int) -> [UInt16] {
        let servers = (0..<count).map { _ in RawServer { _ in } }
        defer { servers.forEach { $0.stop() } }
        return servers.compactMap { server in
            if case .http(_, let port) = server.endpoint { port } else { nil }
        }
    }
}
