package import Basis
internal import Ports
package import Updates

extension Prover {
    /// Parts that shrink or grow so much from one backup to the next are looked at by a person.
    private static let oddFactor: Int64 = 4
    /// Below this nothing is odd: an empty table more or less doubles it.
    private static let oddFloor = ByteCount.mebibytes(1)

    /// Finds a backup by a word, holds its age against the longest it may have, and proves it.
    package func prove(
        _ word: String, by method: Verification, as maker: String, maxAge: Duration?, deadline: Deadline,
        tell: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> BackupProof {
        let backup = try await Shelf(setting).find(word)
        if let maxAge {
            let age = Duration.milliseconds(max(0, setting.tools.time.now - backup.began))
            guard age <= maxAge else {
                let text = BackupAge(milliseconds: setting.tools.time.now - backup.began).text
                throw BackupFailure(
                    .tooOld, "the backup is \(text) old, and \(maxAge.text) are allowed", at: backup.id.text)
            }
        }
        return try await prove(backup, by: method, as: maker, deadline: deadline, tell: tell)
    }

    /// What is odd about the sizes of a backup, held against the one before it.
    package func oddities(of backup: BackupManifest) async throws -> [BackupFailure] {
        let good = try await Shelf(setting).look().good
        guard let before = good.first(where: { $0.began < backup.began && $0.kind == .regular }) else {
            return []
        }
        return backup.parts.compactMap { part in
            guard let old = before.part(part.name)?.plainSize,
                max(old, part.plainSize) > Prover.oddFloor.bytes,
                part.plainSize > old * Prover.oddFactor || part.plainSize < old / Prover.oddFactor
            else { return nil }
            return BackupFailure(
                .odd, "\(part.name) has \(ByteCount(part.plainSize)), and had \(ByteCount(old)) before",
                at: backup.id.text)
        }
    }
}
