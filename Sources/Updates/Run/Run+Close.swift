import Basis

/// What is left to do once the result is certain.
extension Run {
    mutating func close(_ result: Result, _ remainder: Remainder) {
        switch remainder {
        case .recording:
            if chore == .none { chore = .due(.record) }
        case .tidying(let first):
            guard chore == .none else { return }
            let next = steps.indices.first { $0 >= first && steps[$0].attempts > 0 && !steps[$0].isLast }
            if let next {
                phase = .closing(result, .tidying(from: next + 1))
                chore = .due(.tidyUp(steps[next].id))
            } else {
                phase = .closing(result, .always)
                close(result, .always)
            }
        case .always: doAlways(result)
        case .finishing: break
        }
    }

    /// One after the other, and none before everything else has come to an end.
    private mutating func doAlways(_ result: Result) {
        if case .due = chore { chore = .none }
        let isMoving = steps.contains { !$0.isLast && ($0.phase.isBusy || mustLook(at: $0)) }
        guard chore == .none, !isMoving else { return }
        for index in steps.indices where steps[index].isLast {
            steps[index].endWaiting()
            if steps[index].phase == .waiting { steps[index].begin() }
            if !steps[index].phase.isBehind { return }
        }
        switch result {
        case .over(let standing):
            phase = .closing(result, .finishing)
            chore = .due(.finish(standing))
        case .stranded(let stranding): phase = .stranded(stranding)
        }
    }
}

extension Run {
    /// A run that is left as it stands must know how that is. Whoever abandons one has looked.
    private func mustLook(at step: StepRun) -> Bool {
        guard case .closing(.over(.stopped), _) = phase, case .due(let intent) = step.phase else {
            return false
        }
        return intent.settlesDoubt
    }
}

extension StepRun {
    /// Nobody waits for a person at the end: what asks for one has failed.
    fileprivate mutating func endWaiting() {
        guard case .blocked = phase else { return }
        let what = "`\(step.name)` waits for a person at the end of the run"
        let diagnostic = Diagnostic(RunCode.waitsAtTheEnd, what, at: .thing(step.name))
        let failure = Failure(step: id, cause: .act, diagnostic: diagnostic)
        self.failure = failure
        phase = .failed(failure)
    }
}
