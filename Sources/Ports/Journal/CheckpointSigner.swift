/// What signs for entries that are taken out of a journal: Ed25519 with the installation's key.
package protocol CheckpointSigner: Sendable {
    /// What the signature is proved with.
    var verifyingKey: [UInt8] { get }

    /// The signature of a message.
    func sign(_ message: [UInt8]) -> [UInt8]
}
