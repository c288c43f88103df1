extension Run {
    /// Everything that is to be done now. What is done at once is done side by side.
    package var due: [Intent] {
        if case .due(let intent) = chore { return [intent] }
        return steps.compactMap { step in
            guard case .due(let intent) = step.phase, allows(intent, of: step) else { return nil }
            return intent
        }
    }

    /// Everything that is being done.
    package var busy: [Intent] {
        var all = steps.compactMap { $0.phase.isBusy ? $0.phase.intent : nil }
        if case .busy(let intent) = chore { all.append(intent) }
        return all
    }

    /// What is being done and should come to an end between two small acts, because the run goes elsewhere.
    package var unwanted: [Intent] {
        var all = steps.compactMap { step -> Intent? in
            guard case .busy(let intent) = step.phase, isUnwanted(intent, of: step) else { return nil }
            return intent
        }
        if case .busy(.tidyUp(let id)) = chore, !isTidying { all.append(.tidyUp(id)) }
        return all
    }

    private func allows(_ intent: Intent, of step: StepRun) -> Bool {
        switch phase {
        case .locked, .advancing: !step.isLast
        case .retreating: !step.isLast && (intent.goesBack || intent.settlesDoubt)
        case .closing(.over(.stopped), .always): step.isLast || intent.settlesDoubt
        case .closing(_, .always): step.isLast
        case .planned, .paused, .stranded, .closing, .ended: false
        }
    }

    private func isUnwanted(_ intent: Intent, of step: StepRun) -> Bool {
        switch phase {
        case .paused: true
        case .retreating: !intent.goesBack && !intent.settlesDoubt
        case .closing(.over(.stopped), _): !step.isLast && !intent.settlesDoubt
        case .closing: !step.isLast
        case .planned, .locked, .advancing, .stranded, .ended: false
        }
    }

    private var isTidying: Bool {
        if case .closing(_, .tidying) = phase { true } else { false }
    }
}
