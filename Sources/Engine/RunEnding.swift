package import Updates

/// How a run stands when the engine has let go of it: over, paused or stranded.
package struct RunEnding: Hashable, Sendable {
    /// Which run.
    package let id: RunID
    /// Everything that became of it.
    package let run: Run

    /// How it stands, in a word.
    package var standing: Standing { run.standing }

    /// The first failure of a step that counts. What is done last never takes its place.
    package var failure: Failure? { run.failure }

    /// What it waits for; nil if it does not.
    package var pause: Pause? {
        if case .paused(let pause, _) = run.phase { pause } else { nil }
    }

    /// Why it needs a person; nil if it does not.
    package var stranding: Stranding? {
        if case .stranded(let stranding) = run.phase { stranding } else { nil }
    }

    /// The steps of which something stands in the world, in order.
    package var standingSteps: [StepRun] {
        run.steps.filter { step in
            guard step.isTouched, !step.isLast, step.step.nature != .harmless else { return false }
            return step.phase != .reversed
        }
    }

    /// What failed among the steps that are done last, in order.
    package var lateFailures: [Failure] {
        run.steps.compactMap { step in
            guard step.isLast, case .failed(let failure) = step.phase else { return nil }
            return failure
        }
    }

    /// The exact command that continues; nil if there is nothing to continue.
    package var nextCommand: String? {
        switch run.phase {
        case .paused(.approval, _): "belay approve \(id)"
        case .paused(.loss(_, let remedy), _): remedy
        case .paused(.interrupt, _), .paused(.window, _), .paused(.stranger, _), .paused(.failure, _):
            "belay resume \(id)"
        case .stranded: "belay resume \(id)"
        case .ended: nil
        case .planned, .locked, .advancing, .retreating, .closing: "belay resume \(id)"
        }
    }
}
