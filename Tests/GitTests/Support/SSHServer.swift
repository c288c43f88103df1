import Basis
import Git
import Glibc

/// A real sshd with keys of its own, and a user's key that it lets in.
struct SSHServer {
    let scratch: Scratch
    let port: Int
    /// The private key that is let in.
    let key: String

    static func with(_ work: (SSHServer, Project) async throws -> Void) async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            try project.git("tag", "v1")
            let key = try makeKey("user", "ed25519", in: scratch)
            for type in ["ed25519", "ecdsa"] { _ = try makeKey("host-\(type)", type, in: scratch) }
            try scratch.write(try Scratch.read("\(key).pub"), to: "\(scratch.path)/authorized", mode: 0o600)
            mkdir("/run/sshd", 0o755)
            try await Server.with(
                { port in
                    let lines = [
                        "ListenAddress 127.0.0.1:\(port)", "HostKey \(scratch.path)/host-ed25519",
                        "HostKey \(scratch.path)/host-ecdsa", "AuthorizedKeysFile \(scratch.path)/authorized",
                        "StrictModes no", "UsePAM no", "PasswordAuthentication no", "PidFile none",
                        "PermitRootLogin prohibit-password", "MaxStartups 100",
                    ]
                    let config = try scratch.write(
                        lines.joined(separator: "\n") + "\n", to: "\(scratch.path)/sshd")
                    return [["/usr/sbin/sshd", "-D", "-e", "-f", config]]
                }, in: scratch
            ) { port in
                try await work(SSHServer(scratch: scratch, port: port, key: key), project)
            }
        }
    }

    static func makeKey(_ name: String, _ type: String, passphrase: String = "", in scratch: Scratch) throws
        -> String
    {
        let path = "\(scratch.path)/\(name)"
        try Program.run(
            ["ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", name, "-f", path], in: scratch)
        return path
    }

    /// A known_hosts file that lists the host with its key of a type, or with any other key.
    func knownHosts(_ type: String = "ed25519", key: String? = nil, marker: String = "") throws -> [String] {
        let key = try key ?? Scratch.read("\(scratch.path)/host-\(type).pub")
        let words = key.split(separator: " ").prefix(2).joined(separator: " ")
        return [try scratch.write("\(marker)[127.0.0.1]:\(port) \(words)\n", to: scratch.fresh("known"))]
    }

    func upstream(
        _ project: Project, _ credentials: Credentials? = nil, knownHosts: [String]? = nil
    ) throws -> Upstream {
        Upstream(
            try RemoteAddress("ssh://root@127.0.0.1:\(port)\(project.path)"),
            credentials: credentials ?? .keyFile(key, passphrase: nil),
            knownHosts: try knownHosts ?? self.knownHosts())
    }
}
