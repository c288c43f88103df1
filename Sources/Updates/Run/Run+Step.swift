internal import Basis

extension Run {
    /// Takes in what happened, and says everything that is now to be done.
    ///
    /// The event must be one that `misfit` has nothing against: a journal from elsewhere goes through
    /// `replaying`, and whoever drives the machine tells it only what it was told to do.
    @discardableResult
    package mutating func step(_ event: RunEvent) -> [Intent] {
        if let misfit = misfit(of: event) {
            Mistake.trap("the run was told what cannot be: \(misfit)")
        }
        take(event)
        go()
        assertSound()
        return due
    }

    /// A run made of its plan and everything that happened in it. Throws at the first event that cannot have.
    package static func replaying(_ plan: Plan, _ events: [RunEvent]) throws(RunError) -> Run {
        var run = try Run(plan)
        for (index, event) in events.enumerated() {
            if let why = run.misfit(of: event) {
                throw .impossible(sequence: index + 1, event, why: why)
            }
            run.step(event)
        }
        return run
    }

    private mutating func take(_ event: RunEvent) {
        switch event {
        case .claimed(let epoch, _): claimed(epoch)
        case .intended(let intent): intended(intent)
        case .decided(let id, let decision): change(id) { $0.decided(decision) }
        case .prepared(let id, let outcome): change(id) { $0.prepared(outcome) }
        case .performed(let id, _, let outcome): change(id) { $0.performed(outcome) }
        case .observed(let id, let attempt, let observation):
            change(id) { $0.observed(observation, awaited: $0.phase == .busy(.settle(id, attempt: attempt))) }
        case .judged(let id, _, let verdict): change(id) { $0.judged(verdict) }
        case .turned(let id, let why):
            // Nothing commits over it.
            if case .due = chore { chore = .none }
            change(id) { $0.turned(why) }
        case .reversed(let id, _, let outcome): change(id) { $0.reversed(outcome) }
        case .recorded(let outcome):
            (recorded, chore) = (outcome, .none)
            leaveRecording()
        case .tidied(let id, let outcome):
            change(id) { $0.tidied = outcome }
            chore = .none
        case .asked(let request, let requester, let place):
            inbox = place ?? inbox
            answer(request, of: requester)
        case .committed:
            chore = .none
            phase = .closing(.over(.succeeded), .recording)
        case .ended(let standing):
            chore = .none
            phase = .ended(standing)
        }
    }

    private mutating func claimed(_ epoch: Epoch) {
        self.epoch = epoch
        if phase == .planned { phase = .locked }
        for index in steps.indices { steps[index].cutOff() }
        if case .busy(let intent) = chore { chore = .due(intent) }
    }

    private mutating func intended(_ intent: Intent) {
        if phase == .locked { phase = .advancing }
        if chore == .due(intent) {
            chore = .busy(intent)
        } else if let id = intent.step {
            change(id) { $0.intended(intent) }
        }
    }

    private mutating func leaveRecording() {
        guard case .closing(let result, .recording) = phase else { return }
        phase = .closing(result, .tidying(from: 0))
    }

    private mutating func change(_ id: StepID, _ change: (inout StepRun) -> Void) {
        guard let index = places[id] else { return }
        change(&steps[index])
        if case .failed(let failure) = steps[index].phase { heed(failure, of: index) }
    }

    /// Does after a failure what the playbook says.
    private mutating func heed(_ failure: Failure, of index: Int) {
        let step = steps[index]
        guard !step.isLast else { return }
        if self.failure == nil { self.failure = failure }
        let mayGoOn: Bool
        switch phase {
        case .locked, .advancing, .paused(_, .on): mayGoOn = true
        default: mayGoOn = false
        }
        guard mayGoOn else { return }
        let isDoubtful = failure.cause == .doubt
        switch step.step.onFailure {
        case _ where isDoubtful && step.isIrreversible: turnBack()
        case .undo: turnBack()
        case .continue where isDoubtful: turnBack()
        case .continue: break
        case .pause where failure.cause == .watch:
            // What came after it may be under way: there is only the way back, once somebody says so.
            turnBack()
            if phase == .retreating { phase = .paused(.interrupt(by: "watch"), .back) }
        case .pause:
            steps[index].phase = .blocked(step.anotherTry(after: failure), .failure(step: step.id))
        case .stop: phase = .closing(.over(.stopped), .always)
        }
    }

    /// Whoever asked for a pause still gets it: the way back waits, too.
    private mutating func turnBack() {
        if case .paused(let pause, .on) = phase { phase = .paused(pause, .back) } else { phase = .retreating }
    }
}
