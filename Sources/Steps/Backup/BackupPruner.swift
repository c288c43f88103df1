package import Basis
package import Updates

/// Removes backups that need not be kept.
package struct BackupPruner: Sendable {
    let setting: BackupSetting

    /// In a setting.
    package init(_ setting: BackupSetting) { self.setting = setting }

    /// What would become of each backup, newest first. Safety backups are judged among themselves, so that a
    /// day of restores pushes no regular one out.
    package func verdicts(keep: Retention?, held: [BackupID: String]) async throws -> [RetentionVerdict] {
        let good = try await Shelf(setting).look().good
        let rules = try keep ?? setting.rules.keep ?? Retention()
        var verdicts: [RetentionVerdict] = []
        for group in Dictionary(grouping: good, by: { $0.kind == .safety }).values {
            let moments = group.map { ($0.id, $0.began) }
            verdicts += rules.verdicts(on: Dictionary(moments) { one, _ in one }, held: held)
        }
        return verdicts.sorted { $0.id > $1.id }
    }

    /// Removes what need not stay, and tells what became of each.
    ///
    /// Further places first: what cannot be removed there is still listed here, and tried again.
    package func prune(keep: Retention?, held: [BackupID: String], by deadline: Deadline) async throws
        -> [RetentionVerdict]
    {
        let (shelf, offsite) = (try Shelf(setting), try await Offsite(setting))
        let verdicts = try await verdicts(keep: keep, held: held)
        for verdict in verdicts where !verdict.stays {
            try await offsite.remove(verdict.id, by: deadline)
            try shelf.remove(verdict.id)
        }
        return verdicts
    }
}
