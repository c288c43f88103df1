import Updates

extension RunEvent {
    /// The event in a few words, without names and numbers.
    var label: String {
        switch self {
        case .claimed: "claimed"
        case .intended(let intent): "intended \(intent.label)"
        case .decided(_, .holds): "decided"
        case .decided(_, .holdsNot): "decided against"
        case .decided(_, .undecided): "undecided"
        case .prepared(_, let outcome): "prepared: \(outcome.label)"
        case .performed(_, _, let outcome): "performed: \(outcome.label)"
        case .observed(_, _, let observation): "observed: \(observation.label)"
        case .judged(_, _, .passed): "judged: passed"
        case .judged(_, _, .failed): "judged: failed"
        case .judged(_, _, .cancelled): "judged: cancelled"
        case .turned: "turned"
        case .reversed(_, _, let outcome): "reversed: \(outcome.label)"
        case .recorded: "recorded"
        case .tidied: "tidied"
        case .asked(.abandon, _, _): "asked abandon"
        case .asked(let request, _, _): "asked \(request)"
        case .committed: "committed"
        case .ended(let standing): "ended \(standing.rawValue)"
        }
    }
}

extension Outcome {
    /// The outcome in a word.
    var label: String {
        switch self {
        case .done: "done"
        case .failed: "failed"
        case .timedOut: "timed out"
        case .cancelled: "cancelled"
        case .blocked: "blocked"
        }
    }
}

extension Observation {
    /// The observation in a word or two.
    var label: String {
        switch self {
        case .absent: "absent"
        case .running: "running"
        case .done(let outcome): "ended, \(outcome.label)"
        case .unclear: "unclear"
        case .cancelled: "cancelled"
        }
    }
}

extension Intent {
    /// The intent in a word.
    var label: String {
        switch self {
        case .decide: "decide"
        case .prepare: "prepare"
        case .perform: "perform"
        case .observe: "observe"
        case .settle: "settle"
        case .judge: "judge"
        case .reverse: "reverse"
        case .record: "record"
        case .tidyUp: "tidy-up"
        case .commit: "commit"
        case .finish: "finish"
        }
    }
}

extension Pause {
    /// The pause in a word.
    var label: String {
        switch self {
        case .approval: "approval"
        case .window: "window"
        case .interrupt: "interrupt"
        case .loss: "loss"
        case .stranger: "stranger"
        case .failure: "failure"
        }
    }
}
