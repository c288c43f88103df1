internal import Basis

extension Planner {
    /// What becomes of a step when the run goes back.
    struct Fate {
        let nature: Nature
        /// What takes it back, in a sentence for people; nil where nothing does or needs to.
        var reverse: String?
    }

    /// The fate of an action, from what the playbook and the manifest declare.
    ///
    /// `isBackedUp` says whether an earlier step makes a backup that can be read here.
    func fate(of action: Action, isBackedUp: Bool = false) -> Fate {
        switch action {
        case .pull, .build, .notify, .approve, .probe, .verify, .prune, .call, .together, .always:
            Fate(nature: .harmless)
        case .backup(let backup):
            backup.quiesce.isEmpty
                ? Fate(nature: .harmless)
                : Fate(nature: .reversible, reverse: "start \(names(backup.quiesce)) again")
        case .restore: Fate(nature: .irreversible)
        case .migrate(let migrate): fate(of: migrate, isBackedUp)
        case .roll(let roll): fate(of: roll)
        case .scale: Fate(nature: .reversible, reverse: "run as many replicas as before")
        case .command(let command):
            fate(undo: command.undo != nil, isRepeatable: command.isIdempotent || command.observe != nil)
        case .sql(let sql): fate(undo: sql.undo != nil, isRepeatable: sql.isIdempotent)
        case .http(let question):
            fate(undo: false, isRepeatable: [.get, .head, .options].contains(question.method))
        }
    }

    /// Declared or not: what can be done again does no harm, what can be undone is, the rest is for good.
    private func fate(undo: Bool, isRepeatable: Bool) -> Fate {
        guard !undo else { return Fate(nature: .compensable, reverse: "run its `undo`") }
        return Fate(nature: isRepeatable ? .harmless : .irreversible)
    }

    private func fate(of migrate: MigrateAction, _ isBackedUp: Bool) -> Fate {
        guard let migrations = manifest.migrations else { return Fate(nature: .harmless) }
        if migrate.descent != nil || migrate.goesDown {
            return migrations.downIsLossless
                ? Fate(nature: .reversible, reverse: "migrate up again")
                : Fate(
                    nature: .compensable,
                    reverse: "migrate up again; what went with it does not come back by that")
        }
        if migrate.keepsOldCodeAlive(migrations) {
            return Fate(
                nature: .compensable, reverse: "keep the expanded schema: the old code can live with it")
        }
        let restore = "restore the backup: by itself if nobody could write since, else ask"
        guard migrations.canGoDown else {
            return isBackedUp
                ? Fate(nature: .compensable, reverse: restore) : Fate(nature: .irreversible)
        }
        return migrations.downIsLossless
            ? Fate(nature: .reversible, reverse: "migrate down")
            : Fate(nature: .compensable, reverse: "migrate down if no new code ran, else ask")
    }

    private func fate(of roll: RollAction) -> Fate {
        switch roll.strategy?.value ?? .rolling {
        case .rolling, .recreate: Fate(nature: .reversible, reverse: "put the old containers back")
        case .blueGreen, .canary: Fate(nature: .reversible, reverse: "give all traffic to the old side again")
        case .restart: Fate(nature: .harmless)
        case .stop: Fate(nature: .reversible, reverse: "start what was stopped")
        case .start: Fate(nature: .reversible, reverse: "stop what was started")
        }
    }

    private func names(_ names: [Located<String>]) -> String { names.map(\.value).joined(separator: ", ") }
}
