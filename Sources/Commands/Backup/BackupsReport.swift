internal import Basis
internal import Console
internal import Updates

/// Backups in a table.
struct BackupsReport: Report {
    let backups: [BackupManifest]
    let verdicts: [RetentionVerdict]
    let place: String

    var event: String { "backups" }

    var fields: [JSONField] {
        let all = backups.map { backup in
            JSONValue.object([
                JSONField("backup", backup.id.text), JSONField("kind", backup.kind.rawValue),
                JSONField("began", Moment(milliseconds: backup.began).description),
                JSONField("release", backup.release), JSONField("revision", backup.revision),
                JSONField("run", backup.run), JSONField("size", .int(backup.size)),
                JSONField("encrypted", .bool(!backup.recipients.isEmpty)),
                JSONField("holds", .array(backup.parts.map { .string($0.name) })),
                JSONField("kept", .array(reasons(for: backup).map { .string($0) })),
            ])
        }
        return [JSONField("place", place), JSONField("backups", .array(all))]
    }

    func text(on surface: Surface) -> String {
        guard !backups.isEmpty else { return "there is no good backup in \(place)".harmlessLine }
        let rows = backups.map { backup in
            [
                backup.id.text, Moment(milliseconds: backup.began).description, backup.kind.rawValue,
                backup.parts.map(\.name).joined(separator: ","), "\(ByteCount(backup.size))",
                backup.release ?? "-", words(reasons(for: backup)),
            ]
        }
        return Table([["BACKUP", "OF", "KIND", "HOLDS", "SIZE", "RELEASE", "KEPT BECAUSE"]] + rows)
            .text(on: surface)
    }

    private func words(_ reasons: [String]) -> String {
        reasons.isEmpty ? "goes at the next prune" : reasons.joined(separator: ", ")
    }

    private func reasons(for backup: BackupManifest) -> [String] {
        verdicts.first { $0.id == backup.id }?.reasons ?? []
    }
}

extension BackupManifest {
    /// How much room it takes.
    var size: Int64 { parts.reduce(0) { $0 + $1.size } }
}
