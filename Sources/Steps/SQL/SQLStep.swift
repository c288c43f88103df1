internal import Basis
package import Ports
package import Updates

/// Runs statements on a database of the manifest.
///
/// What may run twice goes through the database's own container. What must run once has a container of its
/// own, after the same image, under a name by which it is found again (safety 4).
package struct SQLStep: Performer {
    private let means: Means

    /// With these means.
    package init(_ means: Means) { self.means = means }

    /// Fills everything once for nothing, so that what cannot be run fails before anything is touched.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let action = try action(of: step)
        let fill = Fill(step, in: situation, vault: means.vault)
        _ = try await SQLClient(for: action.database, fill)
        _ = try await statements(action.run, fill)
        return Evidence()
    }

    /// Runs the statements, and holds what they give against what it must be.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let action = try action(of: step)
        let fill = Fill(step, in: situation, vault: means.vault)
        let broken = BrokenIndexes(try await statements(action.run, fill), action.database, means, fill)
        try await broken.drop()
        let result = try await run(action.run, action, .act, fill)
        if result.exitCode != 0 { try await broken.drop() }
        return try evidence(result, action, fill)
    }

    /// Looks for the container, or the program, under its name.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        let action = try action(of: step)
        let fill = Fill(step, in: situation, vault: means.vault)
        switch try await trail(action, .act, fill).find() {
        case .running: return .running
        case .nothing: return .absent
        case .noTrace where action.isIdempotent: return .absent
        case .noTrace: return .unclear("the statements may have run, and nothing would tell")
        case .ended(let result):
            do { return .done(.done(try evidence(result, action, fill))) } catch let failure as SQLFailure {
                return .done(.failed(failure.diagnostic))
            }
        }
    }

    /// Waits for what still runs under its name, or ends it at the deadline.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        let fill = Fill(step, in: situation, vault: means.vault)
        try await trail(try action(of: step), .act, fill).settle(by: situation.deadline)
        return try await observe(step, in: situation)
    }

    /// Runs `undo`. Without one nothing is taken back.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        let action = try action(of: step)
        guard let undo = action.undo else { return }
        let fill = Fill(step, in: situation, vault: means.vault)
        try await trail(action, .undo, fill).clear(by: situation.deadline)
        let result = try await run(undo, action, .undo, fill)
        guard result.exitCode == 0 else {
            throw SQLFailure.failed(action.database, seen: result.lastWords(fill))
        }
    }

    /// Removes the containers that the step left as evidence.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        let fill = Fill(step, in: situation, vault: means.vault)
        try await trail(try action(of: step), .act, fill).removeAll(of: step, in: situation)
    }

    private func run(_ template: Template, _ action: SQLAction, _ part: TaskKey.Part, _ fill: Fill)
        async throws -> CommandResult
    {
        let situation = fill.situation
        let statements = try await statements(template, fill).arranged(action, fill)
        let key = TaskKey(fill.step, in: situation, part)
        if action.isIdempotent {
            try await situation.leash.permit(
                "run statements on \(action.database.value)", lasting: situation.deadline.remaining)
            let client = try await SQLClient(for: action.database, fill)
            return try await client.run(statements, means, fill, key, deadline: situation.deadline)
        }
        return try await SQLErrand(means: means, fill: fill).run(
            statements, on: action.database, as: key, hasOutcome: part == .undo, at: template.span,
            situation.deadline)
    }

    /// The statements, from the playbook or from a file of the release.
    private func statements(_ template: Template, _ fill: Fill) async throws -> Filled {
        let text = try await fill.text(template)
        let written = text.plain.map { $0.hasPrefix("file:") ? String($0.dropFirst(5)) : $0 }
        guard let path = written, path.hasSuffix(".sql"), !path.contains(where: \.isWhitespace) else {
            return text
        }
        let folder = try fill.situation.releaseTree()?.checkout ?? fill.situation.plan.project
        return Filled(pieces: [.plain(try SQLFile(path, in: folder, at: template.span).text)])
    }

    private func site(of action: SQLAction, _ fill: Fill) async throws -> CommandAction.Site {
        guard let service = try await SQLClient(for: action.database, fill).service else { return .local }
        return action.isIdempotent ? .exec(service) : .oneOff(service)
    }

    private func trail(_ action: SQLAction, _ part: TaskKey.Part, _ fill: Fill) async throws -> Trail {
        Trail(
            means: means, key: TaskKey(fill.step, in: fill.situation, part),
            site: try await site(of: action, fill))
    }

    private func evidence(_ result: CommandResult, _ action: SQLAction, _ fill: Fill) throws -> Evidence {
        let answer = try result.answer(of: "the statements", expecting: action.expect, fill)
        guard answer.holds else { throw SQLFailure.failed(action.database, seen: answer.seen) }
        return try result.evidence(of: "", expecting: nil, fill)
    }

    private func action(of step: PlannedStep) throws -> SQLAction {
        guard case .sql(let action) = step.action else { throw WrongStep(step.name) }
        return action
    }
}

extension Filled {
    /// The statements as one transaction, where they can be one and nothing else is asked for.
    fileprivate func arranged(_ action: SQLAction, _ fill: Fill) throws -> Filled {
        let engine = fill.situation.plan.manifest.engine(of: action.database)
        let script = SQLScript(reveal(), for: engine)
        guard action.transaction?.value ?? (script.statements.count > 1) else { return self }
        guard script.mayBeOneTransaction else {
            if action.transaction == nil { return self }
            throw SQLFailure.unusable(action.run.span, why: "they cannot be one transaction")
        }
        return Filled(pieces: [isSecret ? .secret(Secret(script.whole())) : .plain(script.whole())])
    }
}

extension Manifest {
    /// What kind of database a name stands for.
    func engine(of name: Located<String>) -> Database.Engine {
        databases.first { $0.name.value == name.value }?.value.engine ?? .postgres
    }
}
