import Basis
import Updates

extension ProjectCheck {
    /// Retries of what must not be done twice.
    static let unsafeRetries: Rule = { project in
        project.playbooksInUse.flatMap(\.allSteps).compactMap { step in
            guard let retry = step.retry, !step.action.mayBeRepeated else { return nil }
            let what = "the step is tried again, but doing it twice may do harm"
            return project.finding(.unsafeRetry, what, at: retry.times.span)
        }
    }

    /// Migrations that old code cannot live with, and those that nothing takes back.
    static let migrations: Rule = { project in
        guard let rules = project.manifest.migrations else { return [] }
        return project.playbooksInUse.flatMap { playbook -> [Diagnostic] in
            let steps = playbook.steps.flatMap(\.withInner)
            return steps.indices.flatMap { index -> [Diagnostic] in
                guard case .migrate(let action) = steps[index].action else { return [] }
                let found =
                    action.phase?.value == .contract
                    ? contraction(at: index, of: steps, in: project)
                    : expansion(action, rules, at: index, of: steps, in: project)
                return found + wayBack(rules, at: index, of: steps, in: project)
            }
        }
    }

    /// Rule 21: the schema does not change under old code that cannot live with it.
    private static func expansion(
        _ action: MigrateAction, _ rules: Migrations, at index: Int, of steps: [Step], in project: Project
    ) -> [Diagnostic] {
        let isStopped = steps[..<index].contains { $0.action.stopsServices }
        guard rules.compatible?.value != true, action.phase?.value != .expand, !isStopped,
            steps.rollsLater(than: index)
        else { return [] }
        let what = "the schema changes while old code still serves"
        return [project.finding(.incompatibleMigration, what, at: steps[index].span)]
    }

    /// What only old code needs goes once new code serves and has proved itself.
    private static func contraction(at index: Int, of steps: [Step], in project: Project) -> [Diagnostic] {
        if steps.rollsLater(than: index) {
            let what = "what old code needs is removed while old code still serves"
            return [project.finding(.incompatibleMigration, what, at: steps[index].span)]
        }
        guard let roll = steps[..<index].lastIndex(where: { $0.action.isRoll }),
            !steps[roll..<index].contains(where: { $0.action.isProof })
        else { return [] }
        let what = "nothing proves the new release before what old code needs is removed"
        return [project.finding(.unprovedContraction, what, at: steps[index].span)]
    }

    /// Rule 24: a backup that nothing here can read takes nothing back.
    private static func wayBack(_ rules: Migrations, at index: Int, of steps: [Step], in project: Project)
        -> [Diagnostic]
    {
        let hasBackup = project.manifest.canReadBackups && steps[..<index].contains { $0.action.isBackup }
        guard rules.down == nil, rules.preset == nil, !hasBackup else { return [] }
        let what = "nothing takes this migration back"
        return [project.finding(.migrationWithoutWayBack, what, at: steps[index].span)]
    }

    /// Steps without a way back, and steps behind them that can fail.
    static let irreversibleSteps: Rule = { project in
        project.playbooksInUse.flatMap { playbook -> [Diagnostic] in
            let steps = playbook.steps.flatMap(\.withInner)
            guard let index = steps.firstIndex(where: { $0.action.isIrreversible }) else { return [] }
            let what = "there is no way back behind this step"
            let note = project.finding(.irreversibleStep, what, at: steps[index].span)
            guard let later = steps[(index + 1)...].first(where: { $0.action.canFail }) else { return [note] }
            let line = steps[index].span.start.line
            let failing = project.finding(
                .failsAfterPointOfNoReturn,
                "this step can fail, and line \(line) cannot be taken back by then",
                at: later.span)
            return [note, failing]
        }
    }
}

extension Action {
    fileprivate var isRoll: Bool { if case .roll = self { true } else { false } }
    fileprivate var isProof: Bool {
        switch self {
        case .probe, .approve: true
        default: false
        }
    }
    fileprivate var isBackup: Bool { if case .backup = self { true } else { false } }

    fileprivate var stopsServices: Bool {
        guard case .roll(let roll) = self else { return false }
        return roll.strategy?.value == .stop
    }

    /// Whether a step of this kind does no harm when it is done again.
    fileprivate var mayBeRepeated: Bool {
        switch self {
        case .command(let command): command.isIdempotent || command.observe != nil
        case .sql(let sql): sql.isIdempotent
        case .http(let question): question.method == .get || question.method == .head
        case .migrate, .restore: false
        default: true
        }
    }

    /// Whether nothing takes a step of this kind back (safety rule 5).
    fileprivate var isIrreversible: Bool {
        switch self {
        case .command(let command): command.undo == nil && command.observe == nil && !command.isIdempotent
        case .sql(let sql): sql.undo == nil && !sql.isIdempotent
        case .http(let question): question.method != .get && question.method != .head
        default: false
        }
    }

    fileprivate var canFail: Bool {
        switch self {
        case .notify, .prune, .always: false
        default: true
        }
    }
}

extension [Step] {
    fileprivate func rollsLater(than index: Int) -> Bool {
        self[(index + 1)...].contains { step in
            guard case .roll(let roll) = step.action else { return false }
            return roll.strategy?.value != .stop
        }
    }
}
