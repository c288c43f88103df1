internal import Basis
internal import Ports
internal import Updates

/// Where a piece of work is found again by its key, whoever began it.
struct Trail {
    /// What is found.
    enum Finding {
        /// It never began.
        case nothing
        case running
        case ended(CommandResult)
        /// It does not run; whether it did, nothing here tells.
        case noTrace
    }

    /// At most so many attempts does a step have: one, and two further ones.
    private static let attempts = 1...3
    /// How long killing what ran out of time may take.
    private static let grace = Duration.seconds(15)

    let means: Means
    let key: TaskKey
    let site: CommandAction.Site

    func find() async throws -> Finding {
        switch site {
        case .exec: return .noTrace
        case .local: return LocalTask(key).processes().isEmpty ? .noTrace : .running
        case .oneOff:
            switch try await means.oneOffs.standing(of: key.container) {
            case .absent, .created: return .nothing
            case .running: return .running
            case .ended(let result): return .ended(result)
            }
        }
    }

    /// Waits until it has ended. At the deadline it is ended, and its death made sure of.
    func settle(by deadline: Deadline) async throws {
        switch site {
        case .exec: break
        case .local: try await LocalTask(key).settle(by: deadline, grace: Trail.grace)
        case .oneOff:
            guard case .running = try await means.oneOffs.standing(of: key.container) else { return }
            do {
                _ = try await means.oneOffs.wait(for: key.container, deadline: deadline)
            } catch is DeadlinePassed {
                try await means.oneOffs.end(key.container, deadline: .after(Trail.grace))
            }
        }
    }

    /// Makes room for what may be repeated: one that was cut off has ended, its container is out of the way.
    func clear(by deadline: Deadline) async throws {
        try await settle(by: deadline)
        if case .oneOff = site { try await means.oneOffs.remove(key.container) }
    }

    /// Removes the containers that every attempt at a step left as evidence.
    func removeAll(
        of step: PlannedStep, in situation: Situation, parts: [TaskKey.Part] = [.act, .undo, .observe]
    ) async throws {
        guard case .oneOff = site else { return }
        for attempt in Trail.attempts {
            for part in parts {
                let key = TaskKey(step, in: situation, attempt: attempt, part)
                try await means.oneOffs.remove(key.container)
            }
        }
    }
}
