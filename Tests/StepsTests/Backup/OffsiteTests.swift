import Basis
import Glibc
import Steps
import Subprocesses
import Testing
import Updates

@Suite("Backups at further places")
struct OffsiteTests {
    private func attic(_ places: [String], size: Int = 200_000) async throws -> Attic {
        let attic = Attic(files: [("uploads", .path(Attic.located("uploads")))])
        attic.change { $0.backups?.offsite = places.map { Attic.template($0) } }
        try await attic.run("mkdir uploads; head -c \(size) /dev/urandom >uploads/image")
        return attic
    }

    /// Sent, listed, lost here, fetched, proved, restored and removed there.
    private func goRound(_ attic: Attic) async throws {
        let backup = try await attic.backUp()
        let offsite = try await Offsite(try attic.setting())
        let deadline = Deadline.after(.seconds(60))
        try await offsite.send(backup, by: deadline)
        try await offsite.send(backup, by: deadline)
        #expect(try await offsite.list(by: deadline).map(\.backups) == [[backup.id]])
        let before = try await attic.run("sha256sum uploads/image")
        try await attic.run("rm -r backups uploads")
        let fetched = try await offsite.fetch(backup.id, by: deadline)
        #expect(fetched == backup)
        #expect(try await attic.prove(fetched, .read).reached == .read)
        try await attic.restore(fetched)
        #expect(try await attic.run("sha256sum uploads/image") == before)
        try await offsite.remove(backup.id, by: deadline)
        #expect(try await offsite.list(by: deadline).map(\.backups) == [[]])
    }

    @Test("another folder")
    func folder() async throws {
        let attic = try await attic(["elsewhere"])
        let backup = try await attic.backUp()
        let failure = await #expect(throws: BackupFailure.self) {
            try await Offsite(try attic.setting()).send(backup, by: .after(.seconds(20)))
        }
        #expect(failure?.code == .offsiteFailed)
        try await attic.run("mkdir elsewhere; rm -r backups")
        try await goRound(attic)
    }

    @Test("a bucket on a server that believes only what is signed, in parts where it is large")
    func bucket() async throws {
        let server = try ServerFolder("s3")
        let here = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
        try await server.run(
            "setsid /usr/bin/python3 \"$1/s3server.py\" \"$2\" >log 2>&1 & echo $! >pid",
            [here, "\(server.port)"])
        do {
            let base = "@box/shop/x?region=eu-test-1&endpoint=http://127.0.0.1:\(server.port)"
            for _ in 0..<50 where !(await listens(server.port)) {
                try await Task.sleep(for: .milliseconds(100))
            }
            try await goRound(try await attic(["s3://AKIDTEST:very/secret+key\(base)"]))
            try await goRound(try await attic(["s3://AKIDTEST:very/secret+key\(base)"], size: 40_000_000))
            let wrong = try await attic(["s3://AKIDTEST:wrong\(base)"])
            let backup = try await wrong.backUp()
            let failure = await #expect(throws: BackupFailure.self) {
                try await Offsite(try wrong.setting()).send(backup, by: .after(.seconds(20)))
            }
            #expect(failure?.why?.contains("SignatureDoesNotMatch") == true)
            #expect(failure.map { "\($0)" }?.contains("AKIDTEST:wrong") == false)
            let spoiled = try await attic([
                "s3://AKIDTEST:very/secret+key\(base.replacing("shop/x", with: "spoiled"))"
            ])
            let other = try await spoiled.backUp()
            let differing = await #expect(throws: BackupFailure.self) {
                try await Offsite(try spoiled.setting()).send(other, by: .after(.seconds(20)))
            }
            #expect(differing?.code == .offsiteDiffers)
        } catch {
            _ = try? await server.run("kill $(cat pid)")
            await server.remove()
            throw error
        }
        _ = try? await server.run("kill $(cat pid)")
        await server.remove()
    }

    @Test("a server behind SSH, and one that is away")
    func sftp() async throws {
        let server = try ServerFolder("sftp")
        let attic = try await attic(["sftp://127.0.0.1:\(server.port)\(server.path)/kept"])
        try await server.run(
            """
            ssh-keygen -q -t ed25519 -N '' -f host; ssh-keygen -q -t ed25519 -N '' -f key
            mkdir -p /run/sshd 2>/dev/null || :
            printf '%s\\n' "Port $1" 'ListenAddress 127.0.0.1' "HostKey $PWD/host" \\
                "AuthorizedKeysFile $PWD/key.pub" 'PasswordAuthentication no' 'StrictModes no' 'UsePAM no' \\
                'Subsystem sftp internal-sftp' "PidFile $PWD/pid" >config
            printf '[127.0.0.1]:%s %s\\n' "$1" "$(cut -d' ' -f1,2 host.pub)" >known
            /usr/sbin/sshd -f "$PWD/config" -E "$PWD/log"
            mkdir -p "$2/bin"
            printf '#!/bin/sh\\nexec /usr/bin/sftp -i %s -o UserKnownHostsFile=%s "$@"\\n' \\
                "$PWD/key" "$PWD/known" >"$2/bin/sftp"
            chmod 755 "$2/bin/sftp"
            """, ["\(server.port)", attic.folder])
        do {
            attic.look(in: "\(attic.folder)/bin:/usr/bin:/bin")
            try await goRound(attic)
            try await server.run("kill $(cat pid); rm -f pid")
            try await attic.run("rm -rf backups")
            let backup = try await attic.backUp()
            let failure = await #expect(throws: BackupFailure.self) {
                try await Offsite(try attic.setting()).send(backup, by: .after(.seconds(30)))
            }
            #expect(failure?.code == .offsiteFailed && failure?.why?.isEmpty == false)
            #expect(try await attic.prove(backup, .hashes).reached == .hashes)
        } catch {
            _ = try? await server.run("[ ! -f pid ] || kill $(cat pid)")
            await server.remove()
            throw error
        }
        await server.remove()
    }

    private func listens(_ port: UInt16) async -> Bool {
        let probe = try? await Launcher().run(
            Invocation(
                .shell(
                    script:
                        "/usr/bin/python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", '$1'))'"
                ), ["\(port)"]),
            by: .after(.seconds(5)))
        return probe?.exit.isSuccess == true
    }
}
