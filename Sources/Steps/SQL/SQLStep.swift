internal import Basis
package import Ports
package import Updates

/// Runs statements on a database of the manifest.
///
/// What may run twice goes through the database's own container. What must run once has a container of its
/// own, after the same image, under a name by which it is found again (safety 4).
package struct SQLStep: Performer {
    /// A variable carries the statements into a container, and Linux gives one no more than this.
    private static let longest = ByteCount.kibibytes(120)

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
        let result = try await run(action.run, action, .act, fill)
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
        let statements = try await statements(template, fill)
        let key = TaskKey(fill.step, in: situation, part)
        try await situation.leash.permit(
            "run statements on \(action.database.value)", lasting: situation.deadline.remaining)
        guard !action.isIdempotent, case .oneOff(let service) = try await site(of: action, fill) else {
            let client = try await SQLClient(for: action.database, fill)
            return try await client.run(statements, means, fill, key, deadline: situation.deadline)
        }
        let client = try await SQLClient(for: action.database, fromOutside: true, fill)
        guard statements.reveal().utf8.count <= SQLStep.longest.bytes else {
            throw SQLFailure.unusable(template.span, why: "longer than \(SQLStep.longest)")
        }
        let told = situation.variables(for: fill.step, key, hasOutcome: part == .undo).mapValues {
            Secret($0)
        }
        let variables = told.merging(client.variables) { $1 }.merging(["BELAY_SQL": statements.secret]) { $1 }
        let feeding = ["sh", "-c", "printf '%s\\n' \"$BELAY_SQL\" | \"$@\"", "sh"]
        return try await CommandRunner(means: means, fill: fill).oneOff(
            feeding + client.words, after: .running, in: service, as: key, variables, situation.deadline)
    }

    /// The statements, from the playbook or from a file of the release.
    private func statements(_ template: Template, _ fill: Fill) async throws -> Filled {
        let text = try await fill.text(template)
        guard let path = text.plain, path.hasSuffix(".sql"), !path.contains(where: \.isWhitespace) else {
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
