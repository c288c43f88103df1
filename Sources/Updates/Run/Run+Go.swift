import Basis

/// What follows by itself once something has happened.
extension Run {
    mutating func go() {
        switch phase {
        case .locked, .advancing: goOn()
        case .retreating: goBack()
        case .closing(let result, let remainder): close(result, remainder)
        case .planned, .paused, .stranded, .ended: break
        }
    }

    private mutating func goOn() {
        guard let stage = stages.first(where: { $0.joined().contains { !steps[$0].phase.isBehind } }) else {
            chore = .due(.commit)
            return
        }
        var blocked: Pause?
        var isMoving = false
        for lane in stage {
            guard let index = lane.first(where: { !steps[$0].phase.isBehind }) else { continue }
            if steps[index].phase == .waiting { steps[index].begin() }
            if steps[index].phase == .halted { steps[index].goOnFromHalt() }
            switch steps[index].phase {
            case .blocked(_, let pause): blocked = blocked ?? pause
            default: isMoving = true
            }
        }
        if let blocked, !isMoving { phase = .paused(blocked, .on) }
    }

    private mutating func goBack() {
        chore = .none
        let climbing = steps.indices.filter { !steps[$0].isLast }
        for index in climbing { steps[index].halt() }
        let isClimbing = climbing.contains { index in
            guard let intent = steps[index].phase.intent else { return false }
            return !intent.goesBack
        }
        guard !isClimbing, !beginReverses() else { return }
        if let blocked = climbing.compactMap({ steps[$0].blockedBy }).last {
            phase = .paused(blocked, .back)
        } else if let stranding {
            phase = .closing(.stranded(stranding), .always)
            go()
        } else {
            let isUndone = climbing.contains { steps[$0].attempts > 0 && steps[$0].step.nature != .harmless }
            phase = .closing(.over(isUndone ? .rolledBack : .failed), .recording)
            go()
        }
    }

    /// Takes back what may be taken back now, in the opposite order; false once there is nothing more.
    private mutating func beginReverses() -> Bool {
        for stage in stages.reversed() {
            var isMoving = false
            var isBarred = false
            for lane in stage {
                look: for index in lane.reversed() {
                    switch steps[index].grip {
                    case .free: continue
                    case .holds:
                        if let later = obstacle(to: index) {
                            steps[index].phase = .held(by: later)
                            continue
                        }
                        steps[index].beginReverse()
                        isMoving = true
                        break look
                    case .busy:
                        isMoving = true
                        break look
                    case .barrier:
                        isBarred = true
                        break look
                    }
                }
            }
            if isMoving { return true }
            if isBarred { return false }
        }
        return false
    }

    /// A later step that stands, or was held, upon which this one must not be taken back.
    private func obstacle(to index: Int) -> StepID? {
        let step = steps[index]
        return steps[(index + 1)...].first { later in
            guard later.isRemnant, case .lane(let stage, let lane) = step.seat,
                case .lane(let laterStage, let laterLane) = later.seat
            else { return false }
            // Lanes side by side know nothing of each other.
            let isLater = laterStage > stage || laterLane == lane
            return isLater && later.step.action.reach.meets(step.step.action.reach)
        }?.id
    }

    private var stranding: Stranding? {
        let climbing = steps.filter { !$0.isLast }
        let remnants = climbing.reversed().compactMap { step -> Stranding.Remnant? in
            if case .stands(let remnant) = step.phase { remnant } else { nil }
        }
        let held = climbing.reversed().filter { if case .held = $0.phase { true } else { false } }.map(\.id)
        let barriers = climbing.compactMap { step -> Stranding.Barrier? in
            if case .barrier(let barrier) = step.grip { barrier } else { nil }
        }
        guard !remnants.isEmpty || !barriers.isEmpty else { return nil }
        return Stranding(remnants: remnants, held: held, barriers: barriers)
    }
}

extension StepRun {
    fileprivate var blockedBy: Pause? {
        if case .blocked(_, let pause) = phase { pause } else { nil }
    }

    fileprivate var isRemnant: Bool {
        switch phase {
        case .stands, .held: true
        default: false
        }
    }
}
