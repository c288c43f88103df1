import Basis
import Git

/// A TLS server that answers each path with the very bytes of a file: what no decent server would say.
struct RawServer {
    let scratch: Scratch
    let port: Int
    let certificate: String

    /// Serves one answer for the list of names of the repository `/x`.
    static func answering(_ answer: String, _ work: (RawServer) async throws -> Void) async throws {
        try await Scratch.with { scratch in
            let (certificate, key) = try HTTPSServer.makeCertificate(in: scratch)
            try Program.run(["mkdir", "-p", "\(scratch.path)/x/info"], in: scratch)
            try scratch.write(answer, to: "\(scratch.path)/x/info/refs?service=git-upload-pack")
            try await Server.with(
                { port in
                    let command =
                        "cd \(scratch.path) && exec openssl s_server -accept 127.0.0.1:\(port) -HTTP -quiet"
                        + " -cert \(certificate) -key \(key)"
                    return [["sh", "-c", command]]
                }, in: scratch
            ) { port in try await work(RawServer(scratch: scratch, port: port, certificate: certificate)) }
        }
    }

    var upstream: Upstream {
        get throws {
            Upstream(
                try RemoteAddress("https://localhost:\(port)/x"), certificates: .file(certificate))
        }
    }
}
