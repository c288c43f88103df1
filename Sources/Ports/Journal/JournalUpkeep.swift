/// What an operator does with a journal beyond running updates.
package protocol JournalUpkeep: Sendable {
    /// Reads all of it and says what is there, and what is wrong with it.
    ///
    /// Checkpoints are proved with the key of this installation, where it is known.
    func inspect(provedBy key: [UInt8]?) async throws -> JournalInspection

    /// Writes a whole copy, as of now, to a file that does not exist yet.
    func copy(to path: String) async throws

    /// Takes away what was over before a moment, in milliseconds since 1970, and signs for it.
    ///
    /// Open runs stay, with all that was written since; so do the releases that the way back needs.
    func prune(before moment: Int64, by requester: String, signedWith signer: any CheckpointSigner)
        async throws -> JournalPruning
}
