import Basis
@testable import Git
import Glibc
import class Subprocesses.Launcher
import Testing

@Suite struct SignatureTests {
    private func verdict(
        _ project: Project, _ tag: String, _ trust: SignatureTrust
    ) async throws -> SignatureVerdict {
        let clone = Clone(at: project.scratch.fresh("clone"))
        _ = try await clone.fetch(from: try project.upstream, until: .soon)
        return try await clone.signature(ofTag: tag, trusting: trust, with: try Launcher(), until: .soon)
    }

    /// A project whose tags and commits are signed by a new ssh key, and an allowed_signers line for it.
    private func withSSHKey(
        _ work: (Project, (_ options: String) throws -> SignatureTrust, String) async throws -> Void
    ) async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let key = "\(scratch.path)/key"
            try Program.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "me", "-f", key], in: scratch)
            try project.git("config", "gpg.format", "ssh")
            try project.git("config", "user.signingKey", key)
            try project.commit()
            let words = try Scratch.read("\(key).pub").split(separator: " ").prefix(2).joined(separator: " ")
            let print = try Program.run(["ssh-keygen", "-l", "-f", "\(key).pub"], in: scratch).output
            let fingerprint = String(print.split(separator: " ")[1])
            try await work(
                project,
                { options in
                    let line = "ada@example.org \(options)\(words)\n"
                    return SignatureTrust(
                        allowedSigners: try scratch.write(line, to: scratch.fresh("allowed")))
                }, fingerprint)
        }
    }

    @Test func aTagSignedByATrustedSSHKeyIsGood() async throws {
        try await withSSHKey { project, trust, key in
            try project.git("tag", "-s", "-m", "release", "v1")
            let good = SignatureVerdict.good(Signer(name: "ada@example.org", key: key), .ssh)
            #expect(try await verdict(project, "v1", try trust("")) == good)
            #expect(try await verdict(project, "v1", try trust("namespaces=\"git\" ")) == good)
        }
    }

    @Test func anSSHKeyThatIsNotListedExpiredOrMeantForElseIsUntrusted() async throws {
        try await withSSHKey { project, trust, key in
            try project.git("tag", "-s", "-m", "release", "v1")
            let signer = Signer(name: "", key: key)
            let none = SignatureTrust()
            #expect(try await verdict(project, "v1", none) == .untrusted(signer, .ssh, .unknownKey))
            let other = SignatureTrust(allowedSigners: "/dev/null")
            #expect(try await verdict(project, "v1", other) == .untrusted(signer, .ssh, .unknownKey))
            let expired = try trust("valid-before=\"20200101\" ")
            #expect(try await verdict(project, "v1", expired) == .untrusted(signer, .ssh, .expiredKey))
            guard
                case .untrusted(signer, .ssh, _) = try await verdict(
                    project, "v1", try trust("namespaces=\"file\" "))
            else {
                Issue.record("a key for files was believed for git")
                return
            }
        }
    }

    @Test func aLightweightTagCountsByItsCommit() async throws {
        try await withSSHKey { project, trust, key in
            try project.git("tag", "plain")
            #expect(try await verdict(project, "plain", try trust("")) == .unsigned)
            try project.git("commit", "-q", "-S", "--allow-empty", "-m", "signed")
            try project.git("tag", "signed")
            try project.git("tag", "-a", "-m", "unsigned tag", "annotated")
            let good = SignatureVerdict.good(Signer(name: "ada@example.org", key: key), .ssh)
            #expect(try await verdict(project, "signed", try trust("")) == good)
            #expect(try await verdict(project, "annotated", try trust("")) == .unsigned)
        }
    }

    @Test func aChangedTagIsBad() async throws {
        try await withSSHKey { project, trust, _ in
            try project.git("tag", "-s", "-m", "release", "v1")
            let forged = try project.git("cat-file", "tag", "v1").replacing("release", with: "malware") + "\n"
            let file = try project.scratch.write(forged, to: project.scratch.fresh("forged"))
            let object = try project.git("hash-object", "-t", "tag", "-w", file)
            try project.git("update-ref", "refs/tags/v1", object)
            guard case .bad(let why) = try await verdict(project, "v1", try trust("")) else {
                Issue.record("a forged tag was believed")
                return
            }
            #expect(why.contains("incorrect signature"))
        }
    }

    @Test func aSignedTagUnderAnotherNameIsBad() async throws {
        try await withSSHKey { project, trust, _ in
            try project.git("tag", "-s", "-m", "old and vulnerable", "v1")
            try project.git("update-ref", "refs/tags/v2", try project.id("v1").hexadecimal)
            let expected = SignatureVerdict.bad(why: "the signed tag calls itself v1, not v2")
            #expect(try await verdict(project, "v2", try trust("")) == expected)
        }
    }

    /// A project signed by a new OpenPGP key, its trust, and what edits the key in between.
    private func withOpenPGPKey(
        expiring: String = "never",
        _ work: (Project, (String...) throws -> Void, () throws -> SignatureTrust) async throws -> Void
    ) async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let home = "\(scratch.path)/gnupg"
            mkdir(home, 0o700)
            let gpg = { (arguments: [String], input: String) in
                _ = try Program.run(
                    [
                        "gpg", "--batch", "--yes", "--homedir", home, "--passphrase", "", "--pinentry-mode",
                        "loopback",
                    ]
                        + arguments, in: scratch, input: input)
            }
            defer { _ = try? Program.run(["gpgconf", "--homedir", home, "--kill", "all"], in: scratch) }
            try gpg(
                ["--quick-generate-key", "Ada <ada@example.org>", "ed25519", "sign", expiring], "/dev/null")
            try project.git(
                "config", "gpg.program",
                try scratch.write(
                    "#!/bin/sh\nexec gpg --homedir \(home) \"$@\"\n", to: "\(scratch.path)/gpg", mode: 0o755))
            try project.git("config", "user.signingKey", "ada@example.org")
            try project.commit()
            try project.git("tag", "-s", "-m", "release", "v1")
            try await work(
                project, { (arguments: String...) in try gpg(arguments, "/dev/null") },
                {
                    let file = scratch.fresh("keys")
                    try gpg(["--armor", "--export", "-o", file], "/dev/null")
                    return SignatureTrust(openPGPKeys: file)
                })
        }
    }

    @Test func aTagSignedByATrustedOpenPGPKeyIsGood() async throws {
        try await withOpenPGPKey { project, _, trust in
            guard case .good(let signer, .openPGP) = try await verdict(project, "v1", try trust()) else {
                Issue.record("\(try await verdict(project, "v1", try trust()))")
                return
            }
            #expect(signer.name == "Ada <ada@example.org>" && signer.key.count == 40)
            let unknown = try await verdict(project, "v1", SignatureTrust())
            #expect(unknown == .untrusted(Signer(name: "", key: signer.key), .openPGP, .unknownKey))
        }
    }

    @Test func aRevokedOpenPGPKeyIsTold() async throws {
        try await withOpenPGPKey { project, gpg, trust in
            let scratch = project.scratch
            let home = "\(scratch.path)/gnupg"
            // gpg keeps a revocation for every key it makes, with a colon before it lest it be imported by
            // mistake.
            try Program.run(
                [
                    "bash", "-c",
                    "sed 's/^:---/---/' \(home)/openpgp-revocs.d/*.rev > \(scratch.path)/revocation",
                ],
                in: scratch)
            try gpg("--import", "\(scratch.path)/revocation")
            guard case .untrusted(_, .openPGP, .revokedKey) = try await verdict(project, "v1", try trust())
            else {
                Issue.record("\(try await verdict(project, "v1", try trust()))")
                return
            }
        }
    }

    @Test func anExpiredOpenPGPKeyIsTold() async throws {
        try await withOpenPGPKey(expiring: "seconds=1") { project, _, trust in
            var now = try await verdict(project, "v1", try trust())
            while case .good = now { now = try await verdict(project, "v1", try trust()) }
            guard case .untrusted(let signer, .openPGP, .expiredKey) = now else {
                Issue.record("\(now)")
                return
            }
            #expect(signer.name == "Ada <ada@example.org>")
        }
    }

    @Test func aTrustFileWithoutKeysIsToldAsSuch() async throws {
        try await withOpenPGPKey { project, _, _ in
            let trust = SignatureTrust(
                openPGPKeys: try project.scratch.write("x", to: project.scratch.fresh("x")))
            let error = await #expect(throws: GitError.self) { try await verdict(project, "v1", trust) }
            guard case .verifierFailed("gpg", _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
