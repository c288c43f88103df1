internal import Basis
package import Ports
package import Updates

/// Runs commands: here, in a container of their own, or in one that runs.
package struct CommandStep: Performer {
    /// At most so many attempts does a step have: one, and two further ones.
    private static let attempts = 1...3

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
        let key = TaskKey(step, in: situation)
        switch action.site {
        case .local:
            guard LocalTask(key).processes().isEmpty else { return .running }
            return try await asked(action, step, situation)
        case .exec: return try await asked(action, step, situation)
        case .oneOff: return try await standing(of: key, action, step, situation)
        }
    }

    /// Waits for what still runs under its name, or ends it at the deadline.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        let action = try command(of: step)
        let key = TaskKey(step, in: situation)
        switch action.site {
        case .local:
            try await LocalTask(key).settle(by: situation.deadline, grace: CommandRunner.grace)
        case .oneOff:
            do {
                _ = try await means.oneOffs.wait(for: key.container, deadline: situation.deadline)
            } catch is DeadlinePassed {
                try await means.oneOffs.end(key.container, deadline: .after(CommandRunner.grace))
            }
        case .exec: break
        }
        return try await observe(step, in: situation)
    }

    /// Runs `undo`, which is told what became of the step. Without one nothing is taken back.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        let action = try command(of: step)
        guard let undo = action.undo else { return }
        let fill = Fill(step, in: situation, vault: means.vault)
        let line = try await ReadyLine(undo, fill)
        let key = TaskKey(step, in: situation, .undo)
        try await clear(key, action.site, situation)
        let result = try await CommandRunner(means: means, fill: fill).run(
            line, at: action.site, as: key, hasOutcome: true, deadline: situation.deadline)
        _ = try result.evidence(of: line.shown, expecting: nil, fill)
    }

    /// Removes the containers that the step left as evidence.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        guard case .oneOff = try command(of: step).site else { return }
        for attempt in CommandStep.attempts {
            for part in [TaskKey.Part.act, .undo, .observe] {
                try await means.oneOffs.remove(
                    TaskKey(step, in: situation, attempt: attempt, part).container)
            }
        }
    }

    private func command(of step: PlannedStep) throws -> CommandAction {
        guard case .command(let action) = step.action else { throw WrongStep(step.name) }
        return action
    }

    /// What a container of that name says.
    private func standing(
        of key: TaskKey, _ action: CommandAction, _ step: PlannedStep, _ situation: Situation
    ) async throws -> Observation {
        switch try await means.oneOffs.standing(of: key.container) {
        case .created: return .absent
        case .absent:
            // Somebody may have removed it after it ran.
            return action.observe == nil ? .absent : try await asked(action, step, situation)
        case .running: return .running
        case .ended(let result):
            let fill = Fill(step, in: situation, vault: means.vault)
            let line = try await ReadyLine(action.run, fill)
            do {
                return .done(
                    .done(try result.evidence(of: line.shown, expecting: action.expect, fill)))
            } catch let failure as CommandFailure { return .done(.failed(failure.diagnostic)) }
        }
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
        try await clear(key, action.site, situation)
        let result = try await CommandRunner(means: means, fill: fill).run(
            line, at: action.site, as: key, deadline: situation.deadline)
        guard result.exitCode == 0 else { return .absent }
        return .done(.done(try result.evidence(of: line.shown, expecting: nil, fill)))
    }

    /// Makes room for what may be repeated: one that was cut off has ended, its container is out of the way.
    private func clear(_ key: TaskKey, _ site: CommandAction.Site, _ situation: Situation) async throws {
        switch site {
        case .local: try await LocalTask(key).settle(by: situation.deadline, grace: CommandRunner.grace)
        case .oneOff:
            if case .running = try await means.oneOffs.standing(of: key.container) {
                _ = try await means.oneOffs.wait(for: key.container, deadline: situation.deadline)
            }
            try await means.oneOffs.remove(key.container)
        case .exec: break
        }
    }
}
