internal import Basis
package import Ports
package import Updates

/// Backs up databases and files.
///
/// What is killed is begun anew under the same name; what was whole by then is taken as it is. Services that
/// were stopped for it are in the evidence, and are started again whatever happens.
package struct BackupStep: Performer {
    private let tools: DataMeans

    /// With these means.
    package init(_ tools: DataMeans) { self.tools = tools }

    /// Finds everything that is named, fills in every login, and writes down which containers stop.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let action = try action(of: step)
        let setting = tools.setting(of: situation.plan)
        _ = try Shelf(setting)
        _ = try setting.sealer()
        _ = try await Offsite(setting)
        _ = try await setting.contents(
            databases: action.databases.map(\.value), files: action.files.map(\.value))
        guard !action.quiesce.isEmpty else { return Evidence() }
        let stopped = try await quiet(in: situation).running(action.quiesce.map(\.value))
        return try Evidence(
            facts: ["quiesced": stopped.joined(separator: ", ")], recording: QuietRecord(replicas: stopped))
    }

    /// Makes the backup, and proves it as far as the step says.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let action = try action(of: step)
        guard !action.quiesce.isEmpty else { return try await backUp(action, step, situation) }
        let (quiet, stopped) = (try quiet(in: situation), try stopped(in: situation, step))
        do {
            try await quiet.stop(stopped)
            let evidence = try await backUp(action, step, situation)
            try await quiet.resume(stopped)
            return evidence
        } catch Standstill.fenced(let why) {
            // Somebody else has the target now: nothing may be touched, and whoever it is resumes the run.
            throw Standstill.fenced(why)
        } catch {
            try await quiet.resume(stopped)
            throw error
        }
    }

    /// A backup is found under its name: performing it again continues.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Nothing goes on without us.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }

    /// Starts again what was stopped; the backup stays.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        guard try !action(of: step).quiesce.isEmpty, situation.before != nil else { return }
        try await quiet(in: situation).resume(try stopped(in: situation, step))
    }

    /// Nothing is left over.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}

    private func backUp(
        _ action: BackupAction, _ step: PlannedStep, _ situation: Situation
    ) async throws -> Evidence {
        let setting = tools.setting(of: situation.plan)
        var order = BackupOrder(try step.backupID(in: situation, tools.time), .regular)
        (order.databases, order.files) = (action.databases.map(\.value), action.files.map(\.value))
        order.facts = situation.backupFacts
        order.facts.quiesced = action.quiesce.map(\.value)
        let tell = { @Sendable [leash = situation.leash] (progress: Progress) in leash.tell(progress) }
        let made = try await BackupMaker(setting).make(order, by: situation.deadline, tell: tell)
        let offsite = try await Offsite(setting)
        try await offsite.send(made, by: situation.deadline)
        var facts = [
            "backup": made.id.text, "size": "\(ByteCount(made.parts.reduce(0) { $0 + $1.size }))",
            "path": try Shelf(setting).folder(of: made.id),
        ]
        if let method = action.verify?.value ?? setting.manifest.backups?.verify?.value {
            let proof = try await Prover(setting).prove(
                made, by: method, as: step.maker(in: situation), deadline: situation.deadline, tell: tell)
            facts["proved"] = proof.reached.rawValue
        }
        return Evidence(facts: facts)
    }

    private func quiet(in situation: Situation) throws -> Quiet {
        guard let replicas = tools.replicas else {
            let what = "this target does not stop services for a backup"
            throw BackupFailure(.cannotStop, what, at: situation.plan.environmentName)
        }
        return Quiet(replicas: replicas, leash: situation.leash)
    }

    private func stopped(in situation: Situation, _ step: PlannedStep) throws -> [String] {
        try situation.before?.record(as: QuietRecord.self, of: step.name)?.replicas ?? []
    }

    private func action(of step: PlannedStep) throws -> BackupAction {
        guard case .backup(let action) = step.action else { throw WrongStep(step.name) }
        return action
    }
}

/// The containers that are stopped during a backup.
struct QuietRecord: Codable, Hashable {
    let replicas: [String]
}

extension PlannedStep {
    /// Who makes or restores a backup in this attempt: run, step and attempt.
    func maker(in situation: Situation) -> String { "\(situation.run).\(id).\(situation.attempt)" }

    /// The name of the backup that this attempt makes: the same one whenever it is done again.
    func backupID(in situation: Situation, _ time: any Timekeeper, word: String = "") throws -> BackupID {
        let began = situation.now ?? time.now
        guard let id = BackupID(began: began, by: maker(in: situation) + word) else {
            throw BackupFailure(.unusable, "the step's place is no part of a name", at: name)
        }
        return id
    }
}

extension Situation {
    /// What backups say of this moment.
    var backupFacts: BackupOrder.Facts {
        var facts = BackupOrder.Facts()
        facts.run = run.text
        // The release that is in force, not the one that the run goes to.
        (facts.release, facts.commit) = (plan.world.release?.version, plan.world.release?.commit)
        facts.revision = history.values.compactMap { $0.before.facts["revision"] }.first
        return facts
    }
}
