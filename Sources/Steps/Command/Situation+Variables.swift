internal import Basis
internal import Ports
internal import Updates

extension Situation {
    /// What every program of a step is told.
    func variables(for step: PlannedStep, _ key: TaskKey, hasOutcome: Bool) -> [String: String] {
        var told = [
            TaskKey.variable: key.description, "BELAY_APP": plan.manifest.app.value,
            "BELAY_ENV": plan.environmentName, "BELAY_RUN": run.text, "BELAY_STEP": step.name,
            "BELAY_ATTEMPT": String(attempt),
        ]
        told["BELAY_VERSION"] = release?.version
        told["BELAY_COMMIT"] = release?.commit
        if hasOutcome { told["BELAY_OUTCOME"] = outcomeWord }
        return told
    }

    /// What became of the step: what the way back must know.
    private var outcomeWord: String {
        switch outcome {
        case .done: "done"
        case .failed, .timedOut: "failed"
        case .cancelled, .blocked, nil: "unknown"
        }
    }
}
