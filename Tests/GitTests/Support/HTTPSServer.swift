import Basis
import Git
import Glibc

/// nginx with TLS before git's own http-backend: `/open` for all, `/private` for ada with her token.
struct HTTPSServer {
    let scratch: Scratch
    let port: Int
    /// The certificate of the server, which is its own authority.
    let certificate: String

    static func with(_ work: (HTTPSServer, Project) async throws -> Void) async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            try project.git("tag", "v1")
            let certificate = try makeCertificate(in: scratch).certificate
            let hash = try Program.run(["openssl", "passwd", "-apr1", "t0ken"], in: scratch).output
            try scratch.write("ada:\(hash)", to: "\(scratch.path)/users")
            let gateway = "\(scratch.path)/gateway"
            try await Server.with(
                { port in
                    let config = try scratch.write(
                        configuration(scratch, port, gateway), to: "\(scratch.path)/nginx")
                    return [
                        ["fcgiwrap", "-s", "unix:\(gateway)"],
                        [
                            "/usr/sbin/nginx", "-c", config, "-p", scratch.path, "-e",
                            "\(scratch.path)/errors",
                        ],
                    ]
                }, in: scratch
            ) { port in
                try await work(HTTPSServer(scratch: scratch, port: port, certificate: certificate), project)
            }
        }
    }

    /// Makes a certificate for localhost and 127.0.0.1 that is its own authority, and its key.
    static func makeCertificate(in scratch: Scratch) throws -> (certificate: String, key: String) {
        let (certificate, key) = ("\(scratch.path)/certificate", "\(scratch.path)/tls-key")
        try Program.run(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
            ], in: scratch)
        return (certificate, key)
    }

    func upstream(
        _ project: Project, _ root: String = "open", _ credentials: Credentials = .none,
        trust: CertificateTrust? = nil
    ) throws -> Upstream {
        let name = project.path.dropFirst(scratch.path.count + 1)
        return Upstream(
            try RemoteAddress("https://localhost:\(port)/\(root)/\(name)/.git"), credentials: credentials,
            certificates: trust ?? .file(certificate))
    }

    private static func configuration(_ scratch: Scratch, _ port: Int, _ gateway: String) -> String {
        let backend = """
            fastcgi_pass unix:\(gateway);
            fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
            fastcgi_param GIT_PROJECT_ROOT \(scratch.path);
            fastcgi_param GIT_HTTP_EXPORT_ALL "";
            fastcgi_param PATH_INFO $1;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            """
        let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(scratch.path)/\($0);"
        }
        return """
            daemon off; user root; worker_processes 1; pid \(scratch.path)/nginx.pid;
            events { worker_connections 64; }
            http {
                access_log off; absolute_redirect off; \(folders.joined(separator: " "))
                server {
                    listen 127.0.0.1:\(port) ssl; listen 127.0.0.2:\(port) ssl;
                    ssl_certificate \(scratch.path)/certificate; ssl_certificate_key \(scratch.path)/tls-key;
                    location ~ ^/open(/.*)$ { \(backend) }
                    location ~ ^/late/.*/git-upload-pack$ { return 302 /elsewhere/git-upload-pack; }
                    location ~ ^/late(/.*)$ { \(backend) }
                    location ~ ^/private(/.*)$ {
                        auth_basic x; auth_basic_user_file \(scratch.path)/users; \(backend)
                    }
                }
            }
            """
    }
}
