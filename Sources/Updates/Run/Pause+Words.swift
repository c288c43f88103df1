extension Pause {
    /// What the run waits for, for people.
    package var words: String {
        switch self {
        case .approval(_, let message): "for a person: \(message)"
        case .window(let opens): "for the maintenance window, which opens \(opens)"
        case .interrupt(let by): "it was interrupted by \(by)"
        case .loss(let loss, _): "going on would lose data: \(loss)"
        case .stranger(let change): "somebody else changed the target: \(change)"
        case .failure(let step): "step \(step) failed, and a person decides"
        }
    }
}

extension Request {
    /// What is asked, in a word.
    package var word: String {
        switch self {
        case .approve: "approve"
        case .pause: "pause"
        case .abort: "go back"
        case .proceed: "go on"
        case .abandon(let reason): "abandon, because \(reason)"
        }
    }
}
