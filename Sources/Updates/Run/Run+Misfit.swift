import Basis

extension Run {
    /// Why an event cannot happen now, in words; nil if it can.
    package func misfit(of event: RunEvent) -> String? {
        switch (phase, event) {
        case (.ended, _): return "the run is over"
        case (_, .claimed(let epoch, _)):
            guard let last = self.epoch, epoch <= last else { return nil }
            return "epoch \(epoch) does not outrank \(last)"
        case (.planned, _): return "nobody holds the claim yet"
        default: break
        }
        switch event {
        case .claimed: return nil
        case .intended(let intent):
            if intent.isAppend { return "a commit or an end is not announced" }
            return due.contains(intent) ? nil : "it is not what was to be done next"
        case .decided(let id, _): return unlessBusy(.decide(id))
        case .prepared(let id, _): return unlessBusy(.prepare(id))
        case .performed(let id, let attempt, _): return unlessBusy(.perform(id, attempt: attempt))
        case .observed(let id, let attempt, _):
            guard unlessBusy(.settle(id, attempt: attempt)) != nil else { return nil }
            return unlessBusy(.observe(id, attempt: attempt))
        case .judged(let id, let attempt, _): return unlessBusy(.judge(id, attempt: attempt))
        case .turned(let id, _): return isWatched(id) ? nil : "nobody watches step \(id) now"
        case .reversed(let id, let attempt, _): return unlessBusy(.reverse(id, attempt: attempt))
        case .recorded: return unlessBusy(.record)
        case .tidied(let id, _): return unlessBusy(.tidyUp(id))
        case .asked(_, _, let place?): return place > inbox ? nil : "request \(place) was answered before"
        case .asked(_, _, nil): return nil
        case .committed: return chore == .due(.commit) ? nil : "not every step is behind it"
        case .ended(let standing):
            return chore == .due(.finish(standing)) ? nil : "something is still to be done"
        }
    }

    /// Whether what a step left is watched: from its end until the commit, while the run goes on.
    package func isWatched(_ id: StepID) -> Bool {
        guard let step = self[id], step.phase == .passed, step.isTouched, !step.isLast else { return false }
        switch phase {
        case .advancing, .paused(_, .on): return true
        default: return false
        }
    }

    private func unlessBusy(_ intent: Intent) -> String? {
        if chore == .busy(intent) { return nil }
        guard let id = intent.step else { return "nobody was at it" }
        guard let step = self[id] else { return "the plan has no step \(id)" }
        return step.phase == .busy(intent) ? nil : "nobody was at it in step \(id)"
    }
}

extension Intent {
    fileprivate var isAppend: Bool {
        switch self {
        case .commit, .finish: true
        default: false
        }
    }
}
