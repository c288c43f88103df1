import Basis

/// A step on its way up, whatever the run around it does.
extension StepRun {
    mutating func begin() {
        let isDecided = decision != nil || step.condition == nil
        phase = .due(isDecided ? .prepare(id) : .decide(id))
    }

    mutating func intended(_ intent: Intent) {
        phase = .busy(intent)
        switch intent {
        case .perform(_, let attempt) where attempt > attempts: outcomes.append(nil)
        case .perform: outcomes[attempts - 1] = nil
        case .reverse(_, let attempt): reverses = attempt
        default: break
        }
    }

    mutating func decided(_ decision: Decision) {
        switch decision {
        case .holds: phase = .due(.prepare(id))
        case .holdsNot: phase = .skipped
        case .undecided(let why): fail(.condition, why)
        }
        if phase != .skipped, failure?.cause == .condition { return }
        self.decision = decision
    }

    mutating func prepared(_ outcome: Outcome) {
        switch outcome {
        case .done(let evidence):
            before = evidence
            phase = .due(.perform(id, attempt: attempts + 1))
        case .failed(let why), .timedOut(let why): fail(.preparation, why)
        case .cancelled: phase = .due(.prepare(id))
        case .blocked(let pause): phase = .blocked(.prepare(id), pause)
        }
    }

    mutating func performed(_ outcome: Outcome) {
        outcomes[attempts - 1] = outcome
        switch outcome {
        case .done: done()
        case .failed(let why), .timedOut(let why):
            // What happens once is looked for: it may be at work still, or done all the same.
            if !step.action.isRepeatable || isIrreversible {
                phase = .due(.observe(id, attempt: attempts))
            } else if mayTryAgain {
                phase = .due(.perform(id, attempt: attempts + 1))
            } else {
                fail(.act, why)
            }
        case .cancelled: phase = .due(.observe(id, attempt: attempts))
        case .blocked(let pause): phase = .blocked(.perform(id, attempt: attempts), pause)
        }
    }

    /// What was found of the last attempt, by looking or, when it was `awaited`, by waiting for its end.
    mutating func observed(_ observation: Observation, awaited: Bool) {
        switch observation {
        case .absent: absent()
        case .running where !awaited: phase = .due(.settle(id, attempt: attempts))
        case .running: unclear("it was still running when it should long have ended")
        case .done(let found): found.isEnd ? ended(found) : unclear("what was found of it is no end")
        case .unclear(let why): unclear(why)
        case .cancelled: phase = .due(.observe(id, attempt: attempts))
        }
    }

    mutating func judged(_ verdict: Verdict) {
        switch verdict {
        case .passed: phase = .passed
        case .failed(let why): fail(.gate, why)
        case .cancelled: phase = .due(.judge(id, attempt: attempts))
        }
        if verdict != .cancelled { self.verdict = verdict }
    }

    /// It was through, and no longer is.
    mutating func turned(_ why: Diagnostic) { fail(.watch, why) }

    /// Counts as done: a person said so.
    mutating func approved(by requester: Requester) {
        approval = requester
        outcomes[attempts - 1] = .done(Evidence(facts: ["by": requester.user]))
        done()
    }

    /// What is done when a person wants another try. What happens once is looked for even then.
    func anotherTry(after failure: Failure) -> Intent {
        switch failure.cause {
        case .condition: .decide(id)
        case .preparation: .prepare(id)
        case .act where step.action.isRepeatable, .watch where step.action.isRepeatable:
            .perform(id, attempt: attempts + 1)
        case .act, .watch, .doubt: .observe(id, attempt: attempts)
        case .gate: .judge(id, attempt: attempts)
        }
    }

    /// A person wants another try.
    mutating func grantTry() { triesGranted += 1 }

    /// Its process is gone: what was under way is begun again, but an act is looked for first.
    mutating func cutOff() {
        guard case .busy(let intent) = phase else { return }
        switch intent {
        case .perform(_, let attempt), .settle(_, let attempt): phase = .due(.observe(id, attempt: attempt))
        default: phase = .due(intent)
        }
    }

    private mutating func done() {
        phase = step.gate == nil ? .passed : .due(.judge(id, attempt: attempts))
    }

    /// The attempt never happened, or stopped half-way and can be continued. One whose failure is known has
    /// had its turn; any other has it now. It stays to be taken back: only what nothing takes back must be
    /// known never to have happened.
    private mutating func absent() {
        switch outcome {
        case .failed(let why), .timedOut(let why):
            if mayTryAgain { phase = .due(.perform(id, attempt: attempts + 1)) } else { fail(.act, why) }
        case nil, .cancelled, .done, .blocked:
            phase = .due(.perform(id, attempt: attempts))
            if isIrreversible { outcomes.removeLast() }
        }
    }

    private mutating func ended(_ found: Outcome) {
        outcomes[attempts - 1] = found
        switch found {
        case .done: done()
        case .failed(let why), .timedOut(let why): fail(.act, why)
        case .cancelled, .blocked: break
        }
    }

    private mutating func unclear(_ why: String) {
        if !isIrreversible, case .failed(let known)? = outcome { return fail(.act, known) }
        if !isIrreversible, case .timedOut(let known)? = outcome { return fail(.act, known) }
        outcomes[attempts - 1] = nil
        let what = "nobody can tell whether `\(step.name)` was done"
        fail(.doubt, Diagnostic(RunCode.unclear, what, at: .thing(step.name), why: why))
    }

    private mutating func fail(_ cause: Failure.Cause, _ diagnostic: Diagnostic) {
        let failure = Failure(step: id, cause: cause, diagnostic: diagnostic)
        self.failure = failure
        phase = .failed(failure)
    }
}

extension Outcome {
    /// Whether it is how an act can be found to have ended.
    fileprivate var isEnd: Bool {
        switch self {
        case .done, .failed, .timedOut: true
        case .cancelled, .blocked: false
        }
    }
}
