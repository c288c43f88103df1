package import Basis
package import Subprocesses

extension Clone {
    /// Who signed a tag. A lightweight tag is only a name, so there the commit's signature counts.
    ///
    /// A signed tag that stands under another name than it gives itself is bad: somebody moved it there.
    package func signature(
        ofTag name: String, trusting trust: SignatureTrust, with launcher: Launcher, until deadline: Deadline
    ) async throws(GitError) -> SignatureVerdict {
        let (signed, ownName) = try await read(.verifying, until: deadline) { store throws(GitError) in
            (try store.signed(tag: name), try store.ownName(ofTag: name))
        }
        guard let signed else { return .unsigned }
        let verdict = try await verdict(on: signed, trust, launcher, deadline)
        if case .good = verdict, let ownName, ownName != name {
            return .bad(why: "the signed tag calls itself \(ownName), not \(name)")
        }
        return verdict
    }

    /// Who signed a commit.
    package func signature(
        of commit: ObjectID, trusting trust: SignatureTrust, with launcher: Launcher, until deadline: Deadline
    ) async throws(GitError) -> SignatureVerdict {
        let signed = try await read(.verifying, until: deadline) { store throws(GitError) in
            try store.signed(commit: commit)
        }
        guard let signed else { return .unsigned }
        return try await verdict(on: signed, trust, launcher, deadline)
    }

    private func verdict(
        on signed: SignedObject, _ trust: SignatureTrust, _ launcher: Launcher, _ deadline: Deadline
    ) async throws(GitError) -> SignatureVerdict {
        let room = try VerifierRoom(beside: path)
        let verifier = Verifier(launcher: launcher, room: room, deadline: deadline, place: path)
        switch signed.kind {
        case .ssh: return try await SSHVerification(verifier, trust.allowedSigners).verdict(on: signed)
        case .openPGP: return try await OpenPGPVerification(verifier, trust.openPGPKeys).verdict(on: signed)
        }
    }
}
