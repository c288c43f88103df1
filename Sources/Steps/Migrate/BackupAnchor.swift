internal import Basis
package import Ports
package import Updates

/// The backups of an environment as what a way back may end at.
package struct BackupAnchor: DataAnchor {
    private let tools: DataMeans

    /// With what backups are made with.
    package init(_ tools: DataMeans) { self.tools = tools }

    /// The backup that an earlier step of the run made, else the newest good one, if it holds every
    /// database and can be read here.
    package func backup(of databases: [String], before step: PlannedStep, in situation: Situation)
        async throws
        -> DataBackup?
    {
        let setting = tools.setting(of: situation.plan)
        guard setting.manifest.backups != nil else { return nil }
        let shelf = try Shelf(setting)
        let made = situation.plan.steps.prefix { $0.id != step.id }.compactMap { earlier in
            situation.history[earlier.name]?.after?.facts["backup"].flatMap { BackupID($0) }
        }
        let good = try await shelf.look().good
        let chosen = made.last.map { id in good.first { $0.id == id } } ?? good.first
        guard let chosen, databases.allSatisfy({ chosen.part($0) != nil }) else { return nil }
        if chosen.parts.contains(where: \.isSealed), try await setting.opener() == nil { return nil }
        return DataBackup(name: chosen.id.text, time: chosen.began)
    }

    /// Restores databases beside what is live, whole, and then puts them in its place.
    package func restore(_ databases: [String], from backup: DataBackup, in situation: Situation) async throws
    {
        let setting = tools.setting(of: situation.plan)
        guard let id = BackupID(backup.name) else { return }
        var order = RestoreOrder(try await Shelf(setting).manifest(of: id), by: "\(situation.run).back")
        order.databases = databases
        let leash = situation.leash
        try await Restorer(
            setting, by: situation.deadline, tell: { leash.tell($0) },
            permit: { try await leash.permit($0, lasting: $1) }
        ).restore(order)
    }
}
