internal import Basis
package import Ports
package import Updates

/// Brings data back from a backup.
///
/// Which one is decided once, before anything is touched, so that doing it again brings back the same. In
/// place it takes a safety backup first, and never begins unless a person has agreed (safety 22).
package struct RestoreStep: Performer {
    private let tools: DataMeans

    /// With these means.
    package init(_ tools: DataMeans) { self.tools = tools }

    /// Decides which backup it is, and makes sure that it is whole and can be read here.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let (action, setting) = (try action(of: step), tools.setting(of: situation.plan))
        let fill = Fill(step, in: situation, vault: tools.vault)
        let word = if let from = action.from { try await fill.words(from) } else { "latest" }
        let backup = try await Shelf(setting).find(word)
        let order = try await order(action, backup, step, situation, fill)
        let parts = try order.parts()
        if parts.contains(where: \.isSealed), try await setting.opener() == nil {
            throw BackupFailure(
                .cannotOpen, "the backup is encrypted, and there is no key", at: backup.id.text)
        }
        for part in parts { _ = try await setting.content(part.name) }
        let age = BackupAge(milliseconds: (situation.now ?? tools.time.now) - backup.began)
        return Evidence(facts: ["backup": backup.id.text, "began": backup.id.text.moment, "loss": age.text])
    }

    /// Takes the safety backup, then restores.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let (action, setting) = (try action(of: step), tools.setting(of: situation.plan))
        let fill = Fill(step, in: situation, vault: tools.vault)
        guard let id = situation.before?.facts["backup"].flatMap({ BackupID($0) }) else {
            throw BackupFailure(.unknownBackup, "the step did not find a backup before", at: step.name)
        }
        let backup = try await Shelf(setting).manifest(of: id)
        let order = try await order(action, backup, step, situation, fill)
        var facts = ["backup": id.text]
        if order.target == .place {
            try demandAgreement(to: order, step, situation)
            facts["safety"] = try await safety(for: order, step, situation)?.text
        }
        let leash = situation.leash
        try await Restorer(
            setting, by: situation.deadline, tell: { leash.tell($0) },
            permit: { try await leash.permit($0, lasting: $1) }
        ).restore(order)
        return Evidence(facts: facts)
    }

    /// A restore is one swap at its end, and done again it brings back the same.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// What outlived us loads a scratch place that nobody uses.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Nothing takes it back by itself: the safety backup is the way, and a person decides.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// Removes what stood before.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        let (action, setting) = (try action(of: step), tools.setting(of: situation.plan))
        guard let id = situation.before?.facts["backup"].flatMap({ BackupID($0) }), action.beside == nil
        else {
            return
        }
        let fill = Fill(step, in: situation, vault: tools.vault)
        let order = try await order(
            action, try await Shelf(setting).manifest(of: id), step, situation, fill)
        try await Restorer(setting, by: situation.deadline).forget(order)
    }

    private func order(
        _ action: RestoreAction, _ backup: BackupManifest, _ step: PlannedStep, _ situation: Situation,
        _ fill: Fill
    ) async throws -> RestoreOrder {
        // Without the attempt: what one has begun, the next one replaces.
        var order = RestoreOrder(backup, by: "\(situation.run).\(step.id)")
        (order.databases, order.files) = (action.databases.map(\.value), action.files.map(\.value))
        if let path = action.path { order.path = try await fill.words(path) }
        if let beside = action.beside { order.target = .beside(try await fill.words(beside)) }
        return order
    }

    /// A person has agreed to this very step, or to the plan's question before it.
    private func demandAgreement(
        to order: RestoreOrder, _ step: PlannedStep, _ situation: Situation
    ) throws {
        let wasAsked = situation.plan.steps.contains { other in
            guard case .approve = other.action else { return false }
            return situation.history[other.name]?.after != nil
        }
        guard situation.approval == nil, !wasAsked else { return }
        let loss = situation.before?.facts["loss"] ?? "an unknown time"
        let what =
            "everything written in the last \(loss) is lost: the restore goes back to \(order.backup.id)"
        throw Standstill.blocked(.loss(what, remedy: "belay approve \(situation.run)"))
    }

    /// What stands now, backed up before it is written over; nil where nothing stands.
    private func safety(
        for order: RestoreOrder, _ step: PlannedStep, _ situation: Situation
    ) async throws -> BackupID? {
        let setting = tools.setting(of: situation.plan)
        let hands = Hands(setting: setting, deadline: situation.deadline)
        var wanted = BackupOrder(try step.backupID(in: situation, tools.time, word: ".safety"), .safety)
        for part in try order.parts() {
            switch try await setting.content(part.name) {
            case .database(let login, let dialect):
                let found = try await hands.answer(to: dialect.presence, for: login)
                if !found.isEmpty { wanted.databases.append(part.name) }
            case .path(_, let path): if Folder.holds(path) { wanted.files.append(part.name) }
            case .volume: wanted.files.append(part.name)
            }
        }
        guard !(wanted.databases + wanted.files).isEmpty else { return nil }
        wanted.facts = situation.backupFacts
        let leash = situation.leash
        return try await BackupMaker(setting).make(wanted, by: situation.deadline) { leash.tell($0) }.id
    }

    private func action(of step: PlannedStep) throws -> RestoreAction {
        guard case .restore(let action) = step.action else { throw WrongStep(step.name) }
        return action
    }
}
