internal import Basis

extension Run {
    /// Traps when the run is in a state that no event may lead to: in release builds, too, because what
    /// follows would touch the world.
    func assertSound() {
        if let flaw { Mistake.trap("the run has come where it may never be: \(flaw)") }
    }

    /// What is wrong with the state, in words; nil for every run that came about by its events.
    package var flaw: String? {
        for step in steps { if let flaw = step.flaw { return flaw } }
        return flawOfPhase ?? flawOfOrder
    }

    private var flawOfPhase: String? {
        let isWorking = steps.contains { $0.phase.isBusy } || isBusy
        let isReversing = steps.contains { $0.phase.intent?.goesBack == true }
        switch phase {
        case .planned where epoch != nil: return "it is claimed, yet only planned"
        case .locked where isWorking: return "something is done that was not begun"
        case .stranded where isWorking, .ended where isWorking: return "something is done at rest"
        case .advancing where isReversing: return "a step is taken back on the way on"
        case .closing(.over(.succeeded), _), .ended(.succeeded):
            let isOpen = steps.contains { !$0.isLast && !$0.phase.isBehind }
            return isOpen ? "it is committed, yet a step is not behind it" : nil
        case .retreating:
            let isActing = steps.contains { $0.phase.isActing }
            return isActing && isReversing ? "a step is done while another is taken back" : nil
        default: return nil
        }
    }

    /// No stage begins before the ones ahead of it are behind us.
    private var flawOfOrder: String? {
        guard phase == .advancing else { return nil }
        var isOpen = false
        for stage in stages {
            let isBegun = stage.joined().contains { steps[$0].phase.isBusy || steps[$0].phase.isDue }
            if isOpen, isBegun { return "a stage began before the one ahead of it was through" }
            isOpen = isOpen || stage.joined().contains { !steps[$0].phase.isBehind }
        }
        return nil
    }
}

extension StepRun {
    fileprivate var flaw: String? {
        switch phase {
        case .busy(.perform(_, let attempt)) where attempt != attempts:
            "step \(id) is in an attempt that was not begun"
        case .busy(.perform) where before == nil, .passed where before == nil:
            "step \(id) was touched before the evidence for its way back was there"
        case .busy(.reverse) where isIrreversible, .reversed where isIrreversible:
            "step \(id) is taken back, and nothing takes it back"
        case .busy(.reverse) where !isTouched:
            "step \(id) is taken back, and was never touched"
        default: nil
        }
    }
}

extension StepPhase {
    fileprivate var isActing: Bool {
        if case .busy(.perform) = self { true } else { false }
    }
}
