/// What a node knows of a pod that it runs.
struct PodLife: Sendable {
    /// Why the pod has not been begun, if something holds it up.
    var holdUp: (reason: String, message: String)?
    var initial: [ContainerLife]
    var containers: [ContainerLife]
    let address: String
    let startTime = Moment.text()
    /// When the pod became ready, on the clock that only goes up.
    var readySince: Int64?
    /// When it was told to end.
    var endingSince: Int64?
    var isReady = false

    var all: [ContainerLife] { initial + containers }
}

/// What a node knows of a container.
struct ContainerLife: Sendable {
    enum State: Sendable {
        case waiting(reason: String, message: String)
        case running(since: Int64, text: String)
        case ended(Ending)
    }

    /// How it came to its end.
    struct Ending: Equatable, Sendable {
        var code: Int32
        var reason: String
        var words: String
        var started: String
        var finished: String
    }

    let name: String
    let image: String
    let behaviour: Behaviour
    var state: State = .waiting(reason: "ContainerCreating", message: "")
    var last: Ending?
    var restarts: Int64 = 0
    /// What it has printed, and what it printed before it was started again.
    var log: [UInt8] = []
    var previousLog: [UInt8]?
    /// When the next thing happens to it, on the clock that only goes up.
    var next: Int64 = 0
    var isReady = false
    var failures: Int64 = 0
    var process: LocalProcess?
    var pulls = 0
    var id = Names.uid().replacing("-", with: "")

    var isRunning: Bool { if case .running = state { true } else { false } }
    /// It has come to its end.
    mutating func finish(code: Int32, _ reason: String, _ started: String) {
        let reason = reason == "Completed" && code != 0 ? "Error" : reason
        isReady = false
        process = nil
        state = .ended(
            Ending(code: code, reason: reason, words: "", started: started, finished: Moment.text()))
    }

    var ending: Ending? { if case .ended(let ending) = state { ending } else { nil } }
}
