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
        project.playbooksInUse.flatMap { playbook -> [Diagnostic] in
            let steps = playbook.steps.flatMap(\.withInner)
            guard let index = steps.firstIndex(where: { $0.action.isMigration }),
                let rules = project.manifest.migrations,
                case .migrate(let action) = steps[index].action
            else { return [] }
            let earlier = steps[..<index]
            var found: [Diagnostic] = []
            let isStopped = earlier.contains { $0.action.stopsServices }
            if rules.compatible?.value != true, action.phase?.value != .expand, !isStopped,
                steps.rollsLater(than: index)
            {
                let what = "the schema changes while old code still serves"
                found.append(project.finding(.incompatibleMigration, what, at: steps[index].span))
            }
            // Rule 24: a backup that nothing here can read takes nothing back.
            let isReadable = project.manifest.backups?.isReadable ?? true
            let hasBackup = isReadable && earlier.contains { $0.action.isBackup }
            if rules.down == nil, rules.preset == nil, !hasBackup {
                let what = "nothing takes this migration back"
                found.append(project.finding(.migrationWithoutWayBack, what, at: steps[index].span))
            }
            return found
        }
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

extension BackupRules {
    fileprivate var isReadable: Bool { encrypt == nil || encrypt?.identity != nil }
}

extension Action {
    fileprivate var isMigration: Bool { if case .migrate = self { true } else { false } }
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
