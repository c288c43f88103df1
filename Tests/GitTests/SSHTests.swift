import Basis
@testable import Git
import Glibc
import Testing

@Suite struct SSHTests {
    private func fetch(_ scratch: Scratch, _ upstream: Upstream) async throws(GitError) -> FetchReport {
        try await Clone(at: scratch.fresh("clone")).fetch(from: upstream, until: .soon)
    }

    @Test(arguments: ["ed25519", "ecdsa"])
    func aKnownHostIsAskedForTheKeyThatIsKnown(type: String) async throws {
        try await SSHServer.with { server, project in
            let upstream = try server.upstream(project, knownHosts: try server.knownHosts(type))
            let report = try await fetch(server.scratch, upstream)
            #expect(report.changes.map(\.name) == ["v1", "main"] && report.defaultBranch == "main")
        }
    }

    @Test func anUnknownHostIsNeverTrustedAndShownWithItsFingerprint() async throws {
        try await SSHServer.with { server, project in
            let empty = [try server.scratch.write("", to: server.scratch.fresh("known"))]
            let error = await #expect(throws: GitError.self) {
                try await fetch(server.scratch, try server.upstream(project, knownHosts: empty))
            }
            guard case .hostUnknown(let key, empty) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let listed = try Program.run(
                ["ssh-keygen", "-l", "-f", "\(server.scratch.path)/host-ed25519.pub"], in: server.scratch)
            #expect(listed.output.contains(key.fingerprint) && key.type == "ssh-ed25519")
            // The line that the remedy tells is enough.
            let known = [try server.scratch.write(key.line + "\n", to: server.scratch.fresh("known"))]
            _ = try await fetch(server.scratch, try server.upstream(project, knownHosts: known))
            try Program.run(["ssh-keygen", "-H", "-f", known[0]], in: server.scratch)
            _ = try await fetch(server.scratch, try server.upstream(project, knownHosts: known))
        }
    }

    @Test func aChangedOrRevokedHostKeyIsRefused() async throws {
        try await SSHServer.with { server, project in
            let other = try Scratch.read("\(server.key).pub")
            let changed = try server.knownHosts(key: other)
            let error = await #expect(throws: GitError.self) {
                try await fetch(server.scratch, try server.upstream(project, knownHosts: changed))
            }
            guard case .hostKeyChanged(let key, let known) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(known == [.init(file: changed[0], line: 1, type: "ssh-ed25519")])
            #expect(error?.diagnostic.remedy.contains(changed[0]) == true && key.port == server.port)
            let revoked = try server.knownHosts() + server.knownHosts(marker: "@revoked ")
            let second = await #expect(throws: GitError.self) {
                try await fetch(server.scratch, try server.upstream(project, knownHosts: revoked))
            }
            guard case .hostKeyRevoked = second else {
                Issue.record("\(String(describing: second))")
                return
            }
        }
    }

    @Test func aKeyWithAPassphraseIsOpenedFromFileOrMemory() async throws {
        try await SSHServer.with { server, project in
            try Program.run(
                ["ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-f", server.key],
                in: server.scratch)
            let text = Secret(try Scratch.read(server.key))
            let right = Secret("open sesame")
            for credentials in [
                Credentials.keyFile(server.key, passphrase: right), .key(text, passphrase: right),
            ] {
                _ = try await fetch(server.scratch, try server.upstream(project, credentials))
            }
            for wrong in [Secret("wrong"), nil] {
                let error = await #expect(throws: GitError.self) {
                    try await fetch(
                        server.scratch, try server.upstream(project, .key(text, passphrase: wrong)))
                }
                guard case .credentialsUnusable = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test func aKeyThatIsNotLetInIsNamed() async throws {
        try await SSHServer.with { server, project in
            let stranger = try SSHServer.makeKey("stranger", "ed25519", in: server.scratch)
            let error = await #expect(throws: GitError.self) {
                try await fetch(
                    server.scratch, try server.upstream(project, .keyFile(stranger, passphrase: nil)))
            }
            guard case .authenticationFailed(_, let tried, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(tried == ["public key \(stranger) as root"])
            let none = await #expect(throws: GitError.self) {
                try await fetch(server.scratch, try server.upstream(project, Credentials.none))
            }
            guard case .authenticationFailed(_, [], _) = none else {
                Issue.record("\(String(describing: none))")
                return
            }
        }
    }

    @Test func anAgentIsAskedAtItsSocket() async throws {
        try await SSHServer.with { server, project in
            let socket = "\(server.scratch.path)/agent"
            let agent = try Program.start(
                ["ssh-agent", "-D", "-a", socket], in: server.scratch, output: "/dev/null",
                errors: "/dev/null")
            defer {
                kill(agent, SIGTERM)
                _ = Program.wait(for: agent)
            }
            while access(socket, F_OK) != 0 { try await Task.sleep(for: .milliseconds(5)) }
            let empty = await #expect(throws: GitError.self) {
                try await fetch(server.scratch, try server.upstream(project, .agent(socket: socket)))
            }
            guard case .authenticationFailed(_, [], _) = empty else {
                Issue.record("\(String(describing: empty))")
                return
            }
            try Program.run(
                ["ssh-add", "-q", server.key], in: server.scratch, environment: ["SSH_AUTH_SOCK": socket])
            _ = try await fetch(server.scratch, try server.upstream(project, .agent(socket: socket)))
            let missing = await #expect(throws: GitError.self) {
                try await fetch(server.scratch, try server.upstream(project, .agent(socket: "\(socket).not")))
            }
            guard case .credentialsUnusable = missing else {
                Issue.record("\(String(describing: missing))")
                return
            }
        }
    }

    @Test func aMissingRepositoryIsToldInTheServersWords() async throws {
        try await SSHServer.with { server, project in
            let upstream = Upstream(
                try RemoteAddress("ssh://root@127.0.0.1:\(server.port)/no/such'repository"),
                credentials: .keyFile(server.key, passphrase: nil), knownHosts: try server.knownHosts())
            let error = await #expect(throws: GitError.self) { try await fetch(server.scratch, upstream) }
            guard case .noSuchRepository(_, let why) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(why.contains("/no/such'repository"))
        }
    }

    @Test func aSilentHostEndsWithTheDeadlineOrTheTask() async throws {
        try await Scratch.with { scratch in
            try await Server.silent { port in
                let upstream = Upstream(
                    try RemoteAddress("ssh://root@127.0.0.1:\(port)/x"),
                    credentials: .key(Secret("x"), passphrase: nil))
                let clone = Clone(at: "\(scratch.path)/clone")
                let place = "ssh://127.0.0.1:\(port)/x"
                await #expect(throws: GitError.timedOut(.handshaking, place: place)) {
                    try await clone.fetch(from: upstream, until: .after(.seconds(2)))
                }
                let task = Task { try await clone.fetch(from: upstream, until: .soon) }
                try await Task.sleep(for: .milliseconds(200))
                task.cancel()
                let result = await task.result
                let error = #expect(throws: GitError.self) { try result.get() }
                guard case .cancelled = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }
}
