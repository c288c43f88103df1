internal import Basis
internal import Ports
internal import Updates

/// One intent being done, with everything that it needs and nothing that anybody else changes.
struct Work: Sendable {
    let ascent: Ascent
    /// The run as it was when this began.
    let run: Run
    let intent: Intent
    let rein: Rein
    let deadline: Deadline
    /// How long to wait before it begins.
    let delay: Duration
    let now: Int64

    private var driver: Driver { ascent.driver }
    private var opening: RunOpening { ascent.opening }
    private var claims: Claims { ascent.claims }

    /// Does it, and tells what came of it.
    func done() async -> Happening {
        do { return .ended(intent, try await event()) } catch {
            return .fenced(intent, why: error.why)
        }
    }

    /// Watches what a step that is through has left. Not being able to look is no verdict.
    func turned(_ id: StepID) async -> Happening {
        guard let step = run[id]?.step else { return .turned(id, nil) }
        let answer = await bounded { situation in try await driver.performer.watch(step, in: situation) }
        switch answer {
        case .success(let why): return .turned(id, why)
        case .failure(let error):
            if rein.pull == nil, !(error is CancellationError) {
                driver.observer.warned(Diagnostic(besides: "`\(step.name)` is no longer watched", error))
            }
            return .turned(id, nil)
        }
    }

    /// Nothing may be touched any more.
    private struct Fenced: Error {
        let why: String
    }

    private func event() async throws(Fenced) -> RunEvent {
        switch intent {
        case .decide(let id): .decided(id, try await decision(of: id))
        case .prepare(let id): .prepared(id, try await outcome(of: id) { try await prepare($0, $1) })
        case .perform(let id, let attempt):
            .performed(
                id, attempt: attempt,
                try await outcome(of: id) { step, situation in
                    try await driver.performer.perform(step, in: situation)
                })
        case .observe(let id, let attempt): .observed(id, attempt: attempt, try await look(at: id))
        case .settle(let id, let attempt): .observed(id, attempt: attempt, try await look(at: id))
        case .judge(let id, let attempt): .judged(id, attempt: attempt, try await verdict(on: id))
        case .reverse(let id, let attempt):
            .reversed(
                id, attempt: attempt,
                try await outcome(of: id) { step, situation in
                    try await driver.performer.reverse(step, in: situation)
                    return Evidence()
                })
        case .record: .recorded(try await record())
        case .tidyUp(let id):
            .tidied(
                id,
                try await outcome(of: id) { step, situation in
                    try await driver.performer.tidyUp(step, in: situation)
                    return Evidence()
                })
        case .commit, .finish: Mistake.trap("a commit or an end is an append, and nobody works on it")
        }
    }

    // MARK: The kinds of work

    private func prepare(_ step: PlannedStep, _ situation: Situation) async throws -> Evidence {
        try await driver.performer.prepare(step, in: situation)
    }

    private func decision(of id: StepID) async throws(Fenced) -> Decision {
        let step = run[id]?.step
        guard let step, let condition = step.condition else { return .holds }
        let answer = await bounded { situation in
            try await driver.judge.decide(condition, of: step, in: situation)
        }
        return switch answer {
        case .success(let holds): holds ? .holds : .holdsNot
        case .failure(let error): .undecided(try ended(error).diagnostic(of: step))
        }
    }

    private func verdict(on id: StepID) async throws(Fenced) -> Verdict {
        guard let step = run[id]?.step, let gate = step.gate else {
            Mistake.trap("the run asks for the gate of a step that has none")
        }
        let answer = await bounded { situation in
            try await driver.judge.judge(gate, after: step, in: situation)
        }
        switch answer {
        case .success(let verdict): return verdict
        case .failure(let error):
            let outcome = try ended(error)
            return outcome == .cancelled ? .cancelled : .failed(outcome.diagnostic(of: step))
        }
    }

    private func outcome(
        of id: StepID,
        _ work: @escaping @Sendable (PlannedStep, Situation) async throws -> Evidence
    ) async throws(Fenced) -> Outcome {
        guard let step = run[id]?.step else {
            Mistake.trap("the run asks for a step it does not have")
        }
        let answer = await bounded(after: delay) { situation in try await work(step, situation) }
        return switch answer {
        case .success(let evidence): .done(evidence)
        case .failure(let error): try ended(error)
        }
    }

    /// Looks, or waits for what was found running. A target that does not answer is asked again: not being
    /// able to look is no news of the step.
    private func look(at id: StepID) async throws(Fenced) -> Observation {
        guard let step = run[id]?.step else {
            Mistake.trap("the run asks for a step it does not have")
        }
        var why = ""
        for attempt in 1...Allowance.looks {
            let delay = Allowance.delay(before: attempt)
            let answer = await bounded(after: delay) { situation in
                if case .settle = intent { return try await driver.performer.settle(step, in: situation) }
                return try await driver.performer.observe(step, in: situation)
            }
            switch answer {
            case .success(let observation): return observation
            case .failure(let error):
                let outcome = try ended(error)
                if outcome == .cancelled { return .cancelled }
                why = outcome.diagnostic(of: step).what
            }
        }
        return .unclear(why)
    }

    private func record() async throws(Fenced) -> Outcome {
        var last = Outcome.cancelled
        for attempt in 1...Allowance.records {
            let delay = Allowance.delay(before: attempt)
            let answer = await bounded(after: delay) { _ in try await writeRecord() }
            switch answer {
            case .success: return .done(Evidence())
            case .failure(let error): last = try ended(error)
            }
            if last == .cancelled { break }
        }
        return last
    }

    private func writeRecord() async throws {
        let time = driver.time.now
        guard let record = try await driver.keeper.record(of: opening, as: run, at: time) else { return }
        try await driver.journal.record(record, under: claims.journal)
        guard record.outcome == .committed else { return }
        let images = record.services.map { ($0.service, $0.digest ?? $0.image) }
        let mark = ReleaseMark(
            version: record.release.version, commit: record.release.commit, run: opening.run,
            images: Dictionary(images) { first, _ in first })
        try await driver.lock.mark(mark, under: claims.lock)
    }

    // MARK: How it ends

    /// Does the work within its bounds: cancelled when the rein is cut, and over only when it has ended.
    private func bounded<Value: Sendable>(
        after delay: Duration = .zero, _ work: @escaping @Sendable (Situation) async throws -> Value
    ) async -> Result<Value, any Error> {
        let (situation, rein, time) = (situation, rein, driver.time)
        return await withTaskGroup(of: Result<Value, any Error>?.self) { race in
            race.addTask {
                await rein.cut.heard()
                return nil
            }
            race.addTask {
                do {
                    if delay > .zero { try await time.sleep(for: delay) }
                    return .success(try await work(situation))
                } catch { return .failure(error) }
            }
            defer { race.cancelAll() }
            while let ended = await race.next() {
                if let ended { return ended }
                race.cancelAll()
            }
            return .failure(CancellationError())
        }
    }

    private func ended(_ error: any Error) throws(Fenced) -> Outcome {
        if case .fenced(let why)? = error as? Standstill { throw Fenced(why: why) }
        if case .fenced(let why)? = rein.pull { throw Fenced(why: why) }
        switch error {
        case Standstill.blocked(let pause): return .blocked(pause)
        case Standstill.interrupted where rein.pull == .late, is CancellationError where rein.pull == .late,
            is DeadlinePassed:
            return .timedOut(tooLate)
        case Standstill.interrupted, is CancellationError: return .cancelled
        case let known as any Diagnosable:
            switch rein.pull {
            case .late?: return .timedOut(known.diagnostic)
            case .unwanted?, .fenced?, nil: return .failed(known.diagnostic)
            }
        default: return .failed(Diagnostic(EngineCode.unexpected, "\(error)", at: place))
        }
    }

    private var tooLate: Diagnostic {
        let allowed = Allowance.of(intent, intent.step.flatMap { run[$0]?.step })
        return Diagnostic(EngineCode.timedOut, "it was not done within \(allowed.text)", at: place)
    }

    private var place: Place { .thing(intent.step.flatMap { run[$0]?.step.name } ?? "the run") }

    // MARK: What it is told

    private var situation: Situation {
        let step = intent.step.flatMap { run[$0] }
        return Situation(
            run: opening.run, epoch: claims.epoch, plan: run.plan, attempt: attempt(of: step),
            before: step?.before, outcome: step?.outcome, history: run.history, runOutcome: run.outcome,
            requester: opening.requester, now: now, approval: step?.approval, deadline: deadline, leash: rein)
    }

    private func attempt(of step: StepRun?) -> Int {
        switch intent {
        case .perform(_, let attempt), .observe(_, let attempt), .settle(_, let attempt),
            .judge(_, let attempt), .reverse(_, let attempt):
            attempt
        case .decide, .prepare, .tidyUp, .record, .commit, .finish: max(step?.attempts ?? 1, 1)
        }
    }
}

extension Run {
    /// What each step that was begun found and left, by name.
    fileprivate var history: [String: StepHistory] {
        var all: [String: StepHistory] = [:]
        for step in steps {
            if let before = step.before {
                all[step.step.name] = StepHistory(before: before, after: step.after)
            }
        }
        return all
    }
}

extension Outcome {
    /// What is said of an end that is no success.
    fileprivate func diagnostic(of step: PlannedStep) -> Diagnostic {
        switch self {
        case .failed(let diagnostic), .timedOut(let diagnostic): diagnostic
        case .done, .cancelled, .blocked:
            Diagnostic(EngineCode.unexpected, "`\(step.name)` came to no answer", at: .thing(step.name))
        }
    }
}
