internal import Basis

extension Planner {
    /// What becomes of a step when the run goes back.
    struct Fate {
        let nature: Nature
        /// What takes it back, in a sentence for people; nil where nothing does or needs to.
        var reverse: String?
    }

    /// The fate of an action, from what the playbook and the manifest declare.
    func fate(of action: Action) -> Fate {
        switch action {
        case .pull, .build, .notify, .approve, .probe, .verify, .prune, .call, .together, .always:
            Fate(nature: .harmless)
        case .backup(let backup):
            backup.quiesce.isEmpty
                ? Fate(nature: .harmless)
                : Fate(nature: .reversible, reverse: "start \(names(backup.quiesce)) again")
        case .restore: Fate(nature: .irreversible)
        case .migrate(let migrate): fate(of: migrate)
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

    private func fate(of migrate: MigrateAction) -> Fate {
        guard let migrations = manifest.migrations else { return Fate(nature: .harmless) }
        let staysCompatible =
            migrate.phase?.value == .expand || (migrate.phase == nil && migrations.compatible?.value == true)
        if staysCompatible {
            return Fate(
                nature: .compensable, reverse: "keep the expanded schema: the old code can live with it")
        }
        guard migrations.down != nil || migrations.preset != nil else { return Fate(nature: .irreversible) }
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
