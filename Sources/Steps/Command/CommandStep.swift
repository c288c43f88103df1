internal import Basis
package import Ports
package import Updates

/// Runs commands: here, in a container of their own, or in one that runs.
package struct CommandStep: Performer {
    private let means: Means

    /// With these means.
    package init(_ means: Means) { self.means = means }

    /// Refuses what could not be done safely; there is nothing to read.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let action = try command(of: step)
        if case .exec = action.site, !action.isIdempotent { throw CommandFailure.execOnce(step: step.name) }
        // Filled once for nothing, so that a name without a value fails before anything is touched.
        _ = try await ReadyLine(action.run, Fill(step, in: situation, vault: means.vault))
        return Evidence()
    }

    /// Runs the command to its end.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let action = try command(of: step)
        let fill = Fill(step, in: situation, vault: means.vault)
        let line = try await ReadyLine(action.run, fill)
        let result = try await CommandRunner(means: means, fill: fill).run(
            line, at: action.site, as: TaskKey(step, in: situation), deadline: situation.deadline)
        return try result.evidence(of: line.shown, expecting: action.expect, fill)
    }

    /// Looks for the work under its name; where it has none left, asks what the playbook gives to ask.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        let action = try command(of: step)
        switch try await trail(step, in: situation).find() {
        case .running: return .running
        case .nothing: return action.observe == nil ? .absent : try await asked(action, step, situation)
        case .noTrace: return try await asked(action, step, situation)
        case .ended(let result):
            let fill = Fill(step, in: situation, vault: means.vault)
            let line = try await ReadyLine(action.run, fill)
            do {
                return .done(.done(try result.evidence(of: line.shown, expecting: action.expect, fill)))
            } catch let failure as CommandFailure { return .done(.failed(failure.diagnostic)) }
        }
    }

    /// Waits for what still runs under its name, or ends it at the deadline.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await trail(step, in: situation).settle(by: situation.deadline)
        return try await observe(step, in: situation)
    }

    /// Runs `undo`, which is told what became of the step. Without one nothing is taken back.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        let action = try command(of: step)
        guard let undo = action.undo else { return }
        let fill = Fill(step, in: situation, vault: means.vault)
        let line = try await ReadyLine(undo, fill)
        let key = TaskKey(step, in: situation, .undo)
        try await trail(step, in: situation, .undo).clear(by: situation.deadline)
        let result = try await CommandRunner(means: means, fill: fill).run(
            line, at: action.site, as: key, hasOutcome: true, deadline: situation.deadline)
        _ = try result.evidence(of: line.shown, expecting: nil, fill)
    }

    /// Removes the containers that the step left as evidence.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        try await trail(step, in: situation).removeAll(of: step, in: situation)
    }

    private func trail(_ step: PlannedStep, in situation: Situation, _ part: TaskKey.Part = .act) throws
        -> Trail
    {
        Trail(means: means, key: TaskKey(step, in: situation, part), site: try command(of: step).site)
    }

    private func command(of step: PlannedStep) throws -> CommandAction {
        guard case .command(let action) = step.action else { throw WrongStep(step.name) }
        return action
    }

    /// What `observe:` says of it; without one, only what may run twice counts as absent.
    private func asked(_ action: CommandAction, _ step: PlannedStep, _ situation: Situation) async throws
        -> Observation
    {
        guard let observe = action.observe else {
            return action.isIdempotent
                ? .absent : .unclear("the command may have run, and it has no `observe:` that would tell")
        }
        let fill = Fill(step, in: situation, vault: means.vault)
        let line = try await ReadyLine(observe, fill)
        let key = TaskKey(step, in: situation, .observe)
        try await trail(step, in: situation, .observe).clear(by: situation.deadline)
        let result = try await CommandRunner(means: means, fill: fill).run(
            line, at: action.site, as: key, deadline: situation.deadline)
        guard result.exitCode == 0 else { return .absent }
        // What is there does not undo a failure that was heard to its end.
        if case .failed(let known)? = situation.outcome, CommandFailure.isEnd(known) {
            return .done(.failed(known))
        }
        return .done(.done(try result.evidence(of: line.shown, expecting: nil, fill)))
    }
}
