internal import Engine
internal import Ports
internal import Updates

/// What the person of a trial does when a run waits for somebody.
struct Answers {
    enum Next: Equatable {
        case resume(Request?, after: Duration)
        case over
    }

    let dice: Dice
    private var strands = 0

    init(dice: Dice) { self.dice = dice }

    mutating func next(after result: Result<RunEnding, any Error>, isHealed: Bool) -> Next {
        switch result {
        case .failure(let error as EngineError):
            if case .runOver = error { return .over }
            return .resume(nil, after: .seconds(5))
        case .failure: return .resume(nil, after: .seconds(70))
        case .success(let ending): return next(after: ending, isHealed: isHealed)
        }
    }

    private mutating func next(after ending: RunEnding, isHealed: Bool) -> Next {
        switch ending.run.phase {
        case .ended: return .over
        case .paused(let pause, _): return .resume(answer(to: pause, isHealed), after: .seconds(1))
        case .stranded:
            // What nobody can tell, or nothing can finish, is looked at by a person, and closed.
            strands += isHealed ? 1 : 0
            let request: Request = strands > 2 ? .abandon(reason: "looked at") : .proceed
            return .resume(request, after: .seconds(1))
        default: return .resume(nil, after: .seconds(1))
        }
    }

    private func answer(to pause: Pause, _ isHealed: Bool) -> Request {
        if !isHealed {
            let any: [Request] = [.proceed, .proceed, .approve, .approve, .abort]
            return dice.falls(950) ? any[dice.below(any.count)] : .abandon(reason: "enough")
        }
        return switch pause {
        case .interrupt, .window: .proceed
        case .approval, .loss, .stranger, .failure: .approve
        }
    }
}
