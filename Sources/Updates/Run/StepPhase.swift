/// How far a step has come.
package enum StepPhase: Hashable, Sendable {
    /// Its turn has not come.
    case waiting
    /// This is to be done next, as soon as the run allows it.
    case due(Intent)
    /// This is being done, or was when the last word of it was written.
    case busy(Intent)
    /// This waits for somebody or something.
    case blocked(Intent, Pause)
    /// Its condition does not hold.
    case skipped
    /// It was done and its gate held.
    case passed
    /// It did not get through.
    indirect case failed(Failure)
    /// Begun, and stopped before it was through, because the run goes back.
    case halted
    /// It was taken back.
    case reversed
    /// It could not be taken back.
    indirect case stands(Stranding.Remnant)
    /// It was not taken back, because this one stands.
    case held(by: StepID)

    /// What is to be done or is being done.
    package var intent: Intent? {
        switch self {
        case .due(let intent), .busy(let intent), .blocked(let intent, _): intent
        default: nil
        }
    }

    /// Whether something is being done.
    package var isBusy: Bool {
        if case .busy = self { true } else { false }
    }

    /// Whether something is to be done.
    package var isDue: Bool {
        if case .due = self { true } else { false }
    }

    /// Whether a run that goes on has nothing more to do here.
    var isBehind: Bool {
        switch self {
        case .skipped, .passed, .failed: true
        default: false
        }
    }
}
