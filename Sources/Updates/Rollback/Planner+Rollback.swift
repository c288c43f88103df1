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
        let derived = schema(from: current, to: record, at: span) + [roll(to: record, at: span)]
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
        return plan(outline, for: .rollback(to: record), on: ground)
    }

    private func roll(to record: ReleaseRecord, at span: Span) -> Step {
        var roll = RollAction()
        roll.services = record.blueprints.keys.sorted().map { Located($0, at: span) }
        roll.allowsDowntime = true
        return Step(.roll(roll), at: span)
    }

    /// Nothing where the revisions are the same or the old code can live with the new schema.
    private func schema(from current: ReleaseRecord?, to record: ReleaseRecord, at span: Span) -> [Step] {
        guard let migrations = manifest.migrations, migrations.compatible?.value != true,
            let wanted = record.revision, let found = current?.revision, wanted != found
        else { return [] }
        var migrate = MigrateAction()
        migrate.to = Template([.text(wanted)], at: span)
        return [Step(.migrate(migrate), at: span)]
    }
}
