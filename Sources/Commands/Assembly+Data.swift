internal import FoundationEssentials
internal import Ports
internal import Steps
internal import Updates

/// What deals with data.
extension Assembly {
    /// What backups are made with; `access` reaches what lies on the target.
    static func dataMeans(_ means: Means, reaching access: (any DataAccess)?) -> DataMeans {
        DataMeans(
            means, access: access, time: SystemTime(),
            belay: nameInBackups)
    }

    /// How this program calls itself in the backups that it makes.
    static var nameInBackups: String { "belay \(BuildFacts.ofThisProgram.version)" }

    /// Those who do steps that deal with data.
    static func dataCrew(_ tools: DataMeans, journal: any Journal, of scope: Scope) -> [Crew.Craft:
        any Performer]
    {
        [
            .backup: BackupStep(tools), .restore: RestoreStep(tools), .verify: VerifyStep(tools),
            .prune: PruneStep(tools) { try await heldBackups(in: journal, of: scope) },
        ]
    }

    /// The backups that open runs of a scope speak of: what one of them made, or may go back to.
    static func heldBackups(in journal: any Journal, of scope: Scope) async throws -> [BackupID: String] {
        var held: [BackupID: String] = [:]
        let encoder = JSONEncoder()
        for run in try await journal.runs(of: scope, limit: Records.searchLimit) where run.standing.isOpen {
            for entry in try await journal.entries(of: run.run, after: 0) {
                let text = String(decoding: try encoder.encode(entry.event), as: UTF8.self)
                for word in text.split(whereSeparator: { "\"\\ ".contains($0) }) {
                    guard let id = BackupID(word), word.contains("Z-") else { continue }
                    held[id] = "run \(run.run) is open"
                }
            }
        }
        return held
    }
}
