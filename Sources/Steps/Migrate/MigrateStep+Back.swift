internal import Basis
package import Ports
package import Updates

/// The way back: the schema that was, by `down` or by a backup, or the new one where old code can live
/// with it (safety 21 to 24).
extension MigrateStep {
    /// Takes the migration back, or keeps what old code can live with, or asks a person for what would be
    /// lost.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        let course = try MigrationCourse(step, means, in: situation).forActing()
        for part in try await course.parts() {
            try await course.trail(part).settle(by: situation.deadline)
        }
        let record = try situation.before?.record(as: MigrationRecord.self, of: step.name)
        guard let before = record?.state else { return }
        let now = try await SchemaReader(course: course).state()
        if now.isSame(as: before) == true { return }
        let stands = MigrateFailure.list(now.differences(from: before))
        if situation.isDone, keeps(course) {
            let words = "the expanded schema stays, and the old code lives with it: \(stands)"
            return situation.leash.tell(.said(words))
        }
        let hasRun = situation.hasNewCodeRun(since: step)
        if let work = try await back(from: now, to: before, course) {
            let isFree = course.rules.downIsLossless || !hasRun
            guard isFree || situation.approval != nil else {
                throw Standstill.blocked(
                    try await loss("going down drops what was written to it", before, now, course))
            }
            return try await goDown(work, from: now, to: before, course)
        }
        try await restore(before, now, record?.time, course)
    }

    /// Whether old code can live with what a migration that went through left.
    private func keeps(_ course: MigrationCourse) -> Bool {
        course.action.down == nil && course.action.keepsOldCodeAlive(course.rules)
    }

    /// What takes the schema back: down to where it was, or up again where the step went down.
    private func back(from now: SchemaState, to before: SchemaState, _ course: MigrationCourse) async throws
        -> MigrationCourse.Work?
    {
        if course.action.descent != nil || course.action.down != nil {
            return try await course.ascending(to: before.revision ?? "")
        }
        // A tool that stands at the same revision has nothing to take back: the half of a migration that
        // failed is none to it.
        guard now.revision == nil || now.revision != before.revision else { return nil }
        return try await course.descending(to: before.revision ?? "", from: now.revision ?? "")
    }

    private func goDown(
        _ work: MigrationCourse.Work, from now: SchemaState, to before: SchemaState, _ course: MigrationCourse
    ) async throws {
        let deadline = course.fill.situation.deadline
        try await course.trail(.undo).clear(by: deadline)
        let result = try await course.aiming(at: before.revision ?? "").run(work, .undo, deadline)
        let left = try await SchemaReader(course: course).state()
        guard result.exitCode == 0 else {
            throw MigrateFailure.failed(
                course.span, code: result.exitCode, said: result.lastWords(course.fill),
                left: left.differences(from: before))
        }
        guard left.isSame(as: before) ?? true else {
            throw MigrateFailure.notBack(course.span, left: left.differences(from: before))
        }
    }

    /// Brings the data back from the backup. By itself only where nobody could write since.
    private func restore(
        _ before: SchemaState, _ now: SchemaState, _ time: Int64?, _ course: MigrationCourse
    ) async throws {
        let situation = course.fill.situation
        let names = course.databases.map(\.name.value)
        guard let anchor,
            let backup = try await anchor.backup(of: names, before: course.fill.step, in: situation)
        else {
            throw MigrateFailure.notBack(course.span, left: now.differences(from: before))
        }
        guard situation.approval != nil || situation.areWritersStopped(until: course.fill.step) else {
            let what = "a restore of \(names.joined(separator: ", ")) goes back to \(backup.name)"
            throw Standstill.blocked(try await loss(what, before, now, course, since: backup.time))
        }
        try await anchor.restore(names, from: backup, in: situation)
        let left = try await SchemaReader(course: course).state()
        guard left.isSame(as: before) ?? true else {
            throw MigrateFailure.notBack(course.span, left: left.differences(from: before))
        }
    }

    /// The question to a person: what would be lost, in minutes and rows, and the command that agrees to it.
    private func loss(
        _ what: String, _ before: SchemaState, _ now: SchemaState, _ course: MigrationCourse,
        since moment: Int64? = nil
    ) async throws -> Pause {
        let situation = course.fill.situation
        let record = try situation.before?.record(as: MigrationRecord.self, of: course.fill.step.name)
        let window = LossWindow(
            since: moment ?? record?.time, until: situation.now, rows: now.rowsWritten(since: before))
        let stands = MigrateFailure.list(now.differences(from: before))
        return .loss(
            "\(what); \(window); what stands now: \(stands)", remedy: "belay approve \(situation.run)")
    }
}

/// What would be lost, in minutes and rows.
struct LossWindow: CustomStringConvertible {
    let since: Int64?
    let until: Int64?
    let rows: Int64?

    var description: String {
        let minutes = since.flatMap { since in until.map { max(0, $0 - since) / 60_000 } }
        let span = minutes.map { "what was written in the last \($0 == 1 ? "minute" : "\($0) minutes")" }
        let count = rows.map { "about \($0) \($0 == 1 ? "row" : "rows")" }
        return "lost would be " + (span ?? "what was written since")
            + ", " + (count ?? "how many rows nobody counts")
    }
}

extension MigrationCourse {
    /// What brings a schema up again that the step took down; nil where nothing does.
    func ascending(to revision: String) async throws -> Work? {
        if let files = try files() { return .script(try await files.up(to: revision)) }
        if rules.tool?.up(to: revision) == nil, let up = rules.up { return .line(up) }
        return rules.tool?.up(to: revision).map { .line(.words($0, at: span)) }
    }
}

extension Situation {
    /// Whether the step is known to have gone through.
    fileprivate var isDone: Bool {
        if case .done = outcome { true } else { false }
    }

    /// Whether anything of the new release may have run since a step: what was only prepared counts, too.
    fileprivate func hasNewCodeRun(since step: PlannedStep) -> Bool {
        guard let place = plan.steps.firstIndex(where: { $0.id == step.id }) else { return true }
        return plan.steps[(place + 1)...].contains { later in
            history[later.name] != nil && later.action.runsNewCode
        }
    }

    /// Whether every service was stopped from before the backup until now.
    fileprivate func areWritersStopped(until step: PlannedStep) -> Bool {
        let steps = plan.steps
        guard let place = steps.firstIndex(where: { $0.id == step.id }),
            let backup = steps[..<place].lastIndex(where: \.action.isBackup),
            history[steps[backup].name]?.after != nil
        else { return false }
        let isStopped = steps[..<backup].contains { earlier in
            earlier.action.stopsEverything && history[earlier.name]?.after != nil
        }
        return isStopped && !hasNewCodeRun(since: steps[backup])
    }
}

extension Action {
    /// Whether it starts anything that may write.
    fileprivate var runsNewCode: Bool {
        switch self {
        case .roll(let roll): roll.strategy?.value != .stop
        case .scale, .command, .sql, .http: true
        default: false
        }
    }

    fileprivate var isBackup: Bool {
        if case .backup = self { true } else { false }
    }

    fileprivate var stopsEverything: Bool {
        guard case .roll(let roll) = self else { return false }
        return roll.strategy?.value == .stop && roll.services.isEmpty
    }
}
