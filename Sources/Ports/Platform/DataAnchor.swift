package import Updates

/// What data can go back to: the backup that a run made before it touched anything.
package protocol DataAnchor: Sendable {
    /// The backup of databases that this run made last before a step, or the newest that there is; nil if
    /// there is none that can be read here.
    func backup(of databases: [String], before step: PlannedStep, in situation: Situation) async throws
        -> DataBackup?

    /// Brings databases back from a backup, in place of what is there.
    func restore(_ databases: [String], from backup: DataBackup, in situation: Situation) async throws
}
