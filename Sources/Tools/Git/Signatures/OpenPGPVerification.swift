import Subprocesses

/// Checks a signature with gpg, which knows only the keys of the trust file, in a home that lives for this
/// check.
struct OpenPGPVerification {
    private static let options = [
        "--batch", "--no-tty", "--no-options", "--no-autostart", "--disable-dirmngr",
        "--no-auto-key-retrieve",
        "--trust-model", "always", "--status-fd", "1",
    ]

    let verifier: Verifier
    let keys: String?

    init(_ verifier: Verifier, _ keys: String?) { (self.verifier, self.keys) = (verifier, keys) }

    func verdict(on signed: SignedObject) async throws(GitError) -> SignatureVerdict {
        if let keys {
            let outcome = try await gpg(["--import"], input: try FileBytes.read(keys))
            guard GPGStatus(outcome.output.text).lines.contains(where: { $0.word == "IMPORT_OK" }) else {
                throw .verifierFailed(program: "gpg", why: "\(keys) holds no key that gpg can import")
            }
        }
        let file = try verifier.room.write(signed.signature, as: "signature")
        let outcome = try await gpg(["--verify", file, "-"], input: signed.payload)
        return GPGStatus(outcome.output.text).verdict(otherwise: Remark.clean(outcome.errors.bytes))
    }

    private func gpg(_ arguments: [String], input: [UInt8]) async throws(GitError) -> Outcome {
        try await verifier.run(
            "gpg", Self.options + ["--homedir", verifier.room.path] + arguments, input: input)
    }
}
