internal import Basis
internal import Ports
internal import Updates

/// Does the steps of a simulated world, as well as its faults let it.
struct SimulatedPerformer: Performer {
    /// The longest that one call is in flight.
    static let bound = Duration.seconds(30)

    let process: SimulatedProcess
    let scene: Scene
    let script: [StepID: Turn]

    func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let strangers = try await call(situation) { scene.target.withState { $0.strangers } }
        return Evidence(facts: ["strangers": String(strangers)])
    }

    func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let turn = situation.attempt == 1 ? script[step.id] ?? .works : .works
        if turn == .failsBefore { throw Broken.before }
        switch manner(of: step) {
        case .call, .free: try await callOnce(step, situation)
        case .blind: try await callBlindly(step, situation)
        case .job: try await work(step, situation)
        case .replicas: try await roll(step, situation, back: false)
        }
        if turn == .failsAfter { throw Broken.after }
        return Evidence(facts: ["attempt": String(situation.attempt)])
    }

    func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        if scene.bug == .noObserve { return .absent }
        let now = scene.clock.uptime
        return try await call(situation) {
            try touch(step, situation) { part in
                switch part.manner {
                case .blind: return .unclear("it leaves no trace")
                case .replicas: return part.isComplete(now) ? .done(.done(Evidence())) : .absent
                case .call, .free:
                    let isDone = part.names.contains(situation.attempt) && part.isPresent
                    return isDone ? .done(.done(Evidence())) : .absent
                case .job: return part.found(situation.attempt, now)
                }
            }
        }
    }

    func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        do { try await wait(for: step, situation) } catch is Broken {}
        return try await observe(step, in: situation)
    }

    func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        if scene.bug == .noReverse { return }
        if case .replicas = manner(of: step) { return try await roll(step, situation, back: true) }
        try await act(step, situation, .reverse(step.id, attempt: situation.attempt)) { part in
            (part.isPresent, part.job) = (false, nil)
        }
    }

    func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        try await call(situation) {}
    }

    // MARK: The manners of work

    private func callOnce(_ step: PlannedStep, _ situation: Situation) async throws {
        try await act(step, situation, .perform(step.id, attempt: situation.attempt)) { part in
            guard part.names.insert(situation.attempt).inserted else { return }
            if part.isPresent, part.manner != .free { scene.ledger.accuse("`\(step.name)` was done twice") }
            part.isPresent = true
        }
    }

    private func callBlindly(_ step: PlannedStep, _ situation: Situation) async throws {
        try await act(step, situation, .perform(step.id, attempt: situation.attempt)) { part in
            part.executions += 1
            if part.executions > 1 { scene.ledger.accuse("`\(step.name)` was done blindly twice") }
            part.isPresent = true
        }
    }

    private func work(_ step: PlannedStep, _ situation: Situation) async throws {
        let lasts = Duration.seconds(1 + scene.dice.below(8))
        let succeeds = !scene.dice.falls(process.faults.fails)
        try await act(step, situation, .perform(step.id, attempt: situation.attempt)) { part in
            let now = scene.clock.uptime
            guard part.names.insert(situation.attempt).inserted else { return }
            if part.isComplete(now) || part.isRunning(now) {
                scene.ledger.accuse("the work of `\(step.name)` was begun twice")
            }
            part.job = .init(attempt: situation.attempt, ends: now + lasts, succeeds: succeeds)
        }
        try await wait(for: step, situation)
    }

    /// Waits for work of its own, or ends it and makes sure of its death.
    private func wait(for step: PlannedStep, _ situation: Situation) async throws {
        while let job = scene.target.part(step.id)?.job, job.ends > scene.clock.uptime {
            do {
                let left = scene.clock.remaining(until: situation.deadline)
                guard left > .zero else { throw DeadlinePassed() }
                try await scene.clock.sleep(for: min(left, job.ends - scene.clock.uptime))
                try await process.point()
            } catch {
                try await process.point()
                try touch(step, situation) { part in
                    if part.isRunning(scene.clock.uptime) { part.job = nil }
                }
                throw error
            }
        }
        guard let job = scene.target.part(step.id)?.job, job.succeeds else { throw Broken.before }
    }

    private func roll(_ step: PlannedStep, _ situation: Situation, back: Bool) async throws {
        let known = situation.before?.facts["strangers"]
        let intent: Intent =
            back
            ? .reverse(step.id, attempt: situation.attempt) : .perform(step.id, attempt: situation.attempt)
        while true {
            let (part, strangers) = try await call(situation) {
                (try touch(step, situation) { $0 }, scene.target.withState { $0.strangers })
            }
            if String(strangers) != known, situation.approval == nil {
                throw Standstill.blocked(.stranger("\(strangers) containers are not ours"))
            }
            guard let next = part.nextAct(back: back, stopFirst: scene.bug == .stopFirst) else { return }
            try await act(step, situation, intent) { part in
                part.act(next, back: back)
                if part.ready < part.new.count {
                    scene.ledger.accuse("only \(part.ready) of \(part.new.count) replicas are ready")
                }
            }
        }
    }

    // MARK: Calls

    /// A small act upon the target: permitted, announced, and by whoever holds the claim.
    private func act(
        _ step: PlannedStep, _ situation: Situation, _ intent: Intent, _ change: (inout Part) -> Void
    ) async throws {
        if scene.bug != .noLeash {
            try await situation.leash.permit(step.name, lasting: SimulatedPerformer.bound)
        }
        let isCurrent = { scene.target.withState { $0.epoch } == situation.epoch.number }
        if !isCurrent(), !process.isDead {
            scene.ledger.accuse("`\(step.name)` was permitted to a holder who was superseded")
        }
        try await call(situation) {
            try touch(step, situation) { part in change(&part) }
            if isCurrent(), !scene.store.withState({ $0.announced.contains(intent) }) {
                scene.ledger.accuse("`\(step.name)` was touched without an intent in the journal")
            }
        }
    }

    private func call<Value: Sendable>(
        _ situation: Situation, _ effect: () throws -> Value
    ) async throws -> Value {
        let (dice, faults) = (scene.dice, process.faults)
        if dice.falls(faults.fails) { throw Broken.before }
        if dice.falls(faults.hangs) { try await scene.clock.sleep(for: .seconds(1_000_000)) }
        if dice.falls(faults.lags) { try await scene.clock.sleep(for: .seconds(dice.below(25))) }
        if scene.clock.remaining(until: situation.deadline) <= .zero { throw DeadlinePassed() }
        if dice.falls(faults.strangers) { scene.target.withState { $0.strangers += 1 } }
        let value = try await process.call(effect)
        if dice.falls(faults.failsAfter) { throw Broken.after }
        return value
    }

    private func touch<Value>(
        _ step: PlannedStep, _ situation: Situation, _ act: (inout Part) throws -> Value
    ) throws -> Value {
        do { return try scene.target.touch(step.id, under: situation.epoch, act) } catch is SimulatedTarget
            .Refusal
        { throw Broken.refused }
    }

    private func manner(of step: PlannedStep) -> Manner { scene.target.part(step.id)?.manner ?? .free }
}

extension Part {
    /// What is found of work of its own.
    fileprivate func found(_ attempt: Int, _ now: Duration) -> Observation {
        guard let job, job.attempt == attempt else { return .absent }
        if job.ends > now { return .running }
        return .done(job.succeeds ? .done(Evidence()) : .failed(Broken.before.diagnostic))
    }
}
