internal import Basis

extension Planner {
    /// The playbook whose `before` and `after` a project may write; what is between follows from records.
    private static let playbook = "rollback"

    /// The way back to a recorded release: its schema where the running one does not suit its code, then its
    /// containers, exact in image, configuration, environment and number.
    package func rollback(
        to record: ReleaseRecord, from current: ReleaseRecord?, on ground: Ground
    ) throws(PlanError) -> Plan {
        let own = try playbook(Planner.playbook)
        let span = own.name.span
        let schema = try schema(from: current, to: record, at: span)
        let derived = schema.steps + [roll(to: record, isStopped: !schema.steps.isEmpty, at: span)]
        let whole = Playbook(
            name: own.name, about: own.about, inputs: [], steps: own.before + derived + own.after,
            onFailure: .undo, always: own.always)
        var expansion = Expansion(planner: self)
        let outline = Outline(
            playbook: Planner.playbook, inputs: [:], stages: try expansion.stages(of: whole, given: [:]),
            always: expansion.always)
        var ground = ground
        ground.desired = record.services
        ground.release = record.release
        var made = plan(outline, for: .rollback(to: record), on: ground)
        made.warnings += schema.warnings
        return made
    }

    private func roll(to record: ReleaseRecord, isStopped: Bool, at span: Span) -> Step {
        var roll = RollAction()
        roll.services = record.blueprints.keys.sorted().map { Located($0, at: span) }
        roll.allowsDowntime = true
        if isStopped { roll.strategy = Located(.recreate, at: span) }
        return Step(.roll(roll), at: span)
    }

    /// Nothing where the revisions are the same or the old code can live with the new schema. Else down,
    /// while nothing runs: neither release can live with the other's schema. A person agrees first to
    /// what is lost.
    private func schema(from current: ReleaseRecord?, to record: ReleaseRecord, at span: Span)
        throws(PlanError) -> (steps: [Step], warnings: [Diagnostic])
    {
        guard let migrations = manifest.migrations, let current, let found = current.schemaFound,
            let wanted = record.schemaFound, !found.isSame(as: wanted)
        else { return ([], []) }
        let (new, old) = (current.release.version, record.release.version)
        if migrations.compatible?.value == true, !found.isContracted {
            let what = "the schema stays at \(found.revision), and \(old) lives with it"
            return ([], [Diagnostic(PlanCode.schemaStays, what, at: .thing(old), severity: .note)])
        }
        guard migrations.canGoDown else { throw .noWayBack(from: new, to: old) }
        var (stop, migrate) = (RollAction(), MigrateAction())
        stop.strategy = Located(.stop, at: span)
        stop.allowsDowntime = true
        migrate.descent = MigrateAction.Descent(
            from: found, to: wanted.revision, fingerprint: wanted.fingerprint)
        var halt = Step(.roll(stop), at: span)
        halt.name = Located("stop", at: span)
        let down = [halt, Step(.migrate(migrate), at: span)]
        guard !migrations.downIsLossless else { return (down, []) }
        let message =
            "Take the schema of \(new) back to that of \(old)? What was written since to what goes is lost."
        let question = ApproveAction(Template([.text(message)], at: span), by: [], within: nil)
        return ([Step(.approve(question), at: span)] + down, [])
    }
}

extension ReleaseRecord {
    /// Its schema, as far as anything is known of it.
    fileprivate var schemaFound: SchemaRecord? {
        schema
            ?? revision.map {
                SchemaRecord(
                    revision: $0, fingerprint: nil, blueprint: nil, checkout: checkout, isContracted: false)
            }
    }
}

extension SchemaRecord {
    /// Whether it is the same: by the fingerprints where both are known, by the revisions always.
    fileprivate func isSame(as other: SchemaRecord) -> Bool {
        guard revision == other.revision else { return false }
        guard let fingerprint, let others = other.fingerprint else { return true }
        return fingerprint == others
    }
}
