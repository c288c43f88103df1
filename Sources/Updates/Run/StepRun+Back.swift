import Basis

/// A step on its way back.
extension StepRun {
    /// What stands in the way of a retreat, or lets it pass.
    enum Grip {
        /// Nothing of it stands that anybody would want back.
        case free
        /// It is to be taken back.
        case holds
        /// It is being taken back, or found out about: wait.
        case busy
        /// Nothing takes it back.
        case barrier(Stranding.Barrier)
    }

    var grip: Grip {
        switch phase {
        case .busy, .due: return .busy
        case .waiting, .skipped, .reversed, .stands, .held, .blocked: return .free
        case .passed, .failed, .halted: break
        }
        guard isTouched else { return .free }
        switch step.nature {
        case .harmless: return .free
        case .reversible, .compensable: return .holds
        case .irreversible:
            switch outcome {
            case .done: return .barrier(.passed(id))
            case nil, .cancelled, .blocked: return .barrier(.unclear(id))
            case .failed, .timedOut: return .free
            }
        }
    }

    /// Stops on the way up. What is in doubt stays to be found out about; what was begun stays to be undone.
    mutating func halt() {
        switch phase {
        case .due(let intent) where !intent.goesBack:
            if intent.settlesDoubt, outcome == nil || isIrreversible { return }
            stopOrLook()
        case .blocked(.reverse, _): return
        case .blocked(_, let pause):
            if case .failure = pause, let failure {
                phase = .failed(failure)
            } else {
                stopOrLook()
            }
        default: return
        }
    }

    mutating func beginReverse() { phase = .due(.reverse(id, attempt: reverses + 1)) }

    mutating func reversed(_ outcome: Outcome) {
        switch outcome {
        case .done: phase = .reversed
        case .failed(let why), .timedOut(let why):
            stuck.append(why)
            if mayReverseAgain {
                beginReverse()
            } else {
                phase = .stands(.init(step: id, diagnostic: why))
            }
        case .cancelled: phase = .due(.reverse(id, attempt: reverses))
        case .blocked(let pause): phase = .blocked(.reverse(id, attempt: reverses), pause)
        }
    }

    /// What nothing takes back must be known to have happened or not, if anything can tell.
    private mutating func stopOrLook() {
        guard isTouched else { return reopen() }
        phase = isIrreversible && !isDecided ? .due(.observe(id, attempt: attempts)) : .halted
    }

    private var isDecided: Bool {
        switch outcome {
        case .done, .failed, .timedOut: true
        case nil, .cancelled, .blocked: false
        }
    }
}
