import Basis

/// What people ask of a run, at any moment of it. What does not fit the moment changes nothing, and stands in
/// the journal all the same.
extension Run {
    mutating func answer(_ request: Request, of requester: Requester) {
        switch request {
        case .pause: pause(for: requester)
        case .abort: abort()
        case .proceed: proceed()
        case .approve: approve(requester)
        case .abandon: abandon()
        }
    }

    private mutating func pause(for requester: Requester) {
        switch phase {
        case .locked, .advancing: phase = .paused(.interrupt(by: requester.user), .on)
        case .retreating: phase = .paused(.interrupt(by: requester.user), .back)
        default: leaveTidying()
        }
        if case .paused = phase, case .due = chore { chore = .none }
    }

    private mutating func abort() {
        switch phase {
        case .locked, .advancing, .paused(_, .on), .paused(.interrupt, .back): phase = .retreating
        case .stranded: tryAgain()
        default: leaveTidying()
        }
    }

    private mutating func proceed() {
        switch phase {
        case .paused(.interrupt, let direction): head(direction)
        case .paused(.window, let direction), .paused(.stranger, let direction),
            .paused(.failure, let direction):
            for index in steps.indices { steps[index].unblock { $0.isLiftedByGoingOn } }
            head(direction)
        case .stranded: tryAgain()
        default: break
        }
    }

    private mutating func approve(_ requester: Requester) {
        guard case .paused(let pause, let direction) = phase else { return }
        guard pause.asksForPerson else { return head(direction) }
        guard let index = steps.firstIndex(where: { $0.isBlocked(by: pause) }) else { return }
        switch pause {
        case .approval:
            guard steps[index].step.action.mayBeApproved(by: requester) else { return }
            steps[index].approved(by: requester)
        case .failure:
            guard let failure = steps[index].failure else { return }
            steps[index].phase = .failed(failure)
        case .window, .loss, .stranger, .interrupt:
            steps[index].approval = requester
            steps[index].unblock { $0 == pause }
        }
        head(direction)
    }

    private mutating func abandon() {
        switch phase {
        case .planned, .ended, .closing(.over, .finishing): break
        case .closing(.over, _): leaveTidying()
        default: phase = .closing(.over(.abandoned), .always)
        }
    }

    private mutating func head(_ direction: Direction) {
        switch direction {
        case .on: phase = .advancing
        case .back: phase = .retreating
        }
    }

    /// Clean-up is left to a later run.
    private mutating func leaveTidying() {
        guard case .closing(let result, .tidying) = phase else { return }
        phase = .closing(result, .always)
    }

    /// Out of a strand: what could not be taken back is tried anew; behind a point of no return, on.
    private mutating func tryAgain() {
        guard case .stranded(let stranding) = phase else { return }
        for index in steps.indices where steps[index].isLast { steps[index].reopen() }
        if !stranding.remnants.isEmpty {
            for index in steps.indices { steps[index].retryReverse() }
            phase = .retreating
        } else {
            failure = nil
            reopenBehindBarrier()
            phase = .advancing
        }
    }

    /// Behind a point of no return: what the way back did not reach stays as it is; what it took back, and
    /// what stood on that, begins anew; the barrier itself is looked at again.
    private mutating func reopenBehindBarrier() {
        let barriers = steps.indices.filter { steps[$0].isBarrier }
        guard let latest = barriers.last, case .lane(let last, _) = steps[latest].seat else { return }
        let barred = Dictionary(barriers.map { (steps[$0].seat, $0) }) { _, later in later }
        for index in steps.indices {
            guard case .lane(let stage, _) = steps[index].seat, stage >= last else { continue }
            let barrier = barred[steps[index].seat]
            if let barrier, index < barrier { continue }
            switch steps[index].phase {
            case .failed(let failure) where index == barrier:
                steps[index].phase = .due(steps[index].anotherTry(after: failure))
            case .reversed, .failed: steps[index].reopen()
            case .halted where index != barrier: steps[index].reopen()
            case .passed where stage > last || (barrier.map { index > $0 } ?? false): steps[index].reopen()
            default: break
            }
        }
    }
}

extension StepRun {
    fileprivate var isBarrier: Bool {
        if case .barrier = grip { true } else { false }
    }

    fileprivate func isBlocked(by pause: Pause) -> Bool {
        if case .blocked(_, pause) = phase { true } else { false }
    }

    fileprivate mutating func unblock(where isLifted: (Pause) -> Bool) {
        guard case .blocked(let intent, let pause) = phase, isLifted(pause) else { return }
        if case .failure = pause { grantTry() }
        phase = .due(intent)
    }

    fileprivate mutating func retryReverse() {
        switch phase {
        case .stands, .held: reopenReverse()
        default: break
        }
    }

    /// Goes on from where it was stopped, when the way back ended at a point of no return.
    mutating func goOnFromHalt() {
        guard case .done = outcome else { return phase = .due(.observe(id, attempt: attempts)) }
        phase = step.gate == nil ? .passed : .due(.judge(id, attempt: attempts))
    }
}

extension Pause {
    /// Whether only a person's word lifts it.
    fileprivate var asksForPerson: Bool {
        if case .interrupt = self { false } else { true }
    }

    /// Whether it is worth another look when somebody wants to go on.
    fileprivate var isLiftedByGoingOn: Bool {
        switch self {
        case .window, .stranger, .failure: true
        case .approval, .interrupt, .loss: false
        }
    }
}

extension Action {
    /// Whether somebody may answer; where nobody is named, anybody may who may run Belay.
    fileprivate func mayBeApproved(by requester: Requester) -> Bool {
        guard case .approve(let question) = self else { return true }
        return question.by.isEmpty || question.by.contains { $0.value == requester.user }
    }
}
