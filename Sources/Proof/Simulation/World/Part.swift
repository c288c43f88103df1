/// What one step changes in the simulated target.
struct Part: Hashable, Sendable {
    /// Work that goes on by itself.
    struct Job: Hashable, Sendable {
        let attempt: Int
        let ends: Duration
        let succeeds: Bool
    }

    let manner: Manner
    /// Attempts whose call landed: a late and a repeated one collide on the name.
    var names: Set<Int> = []
    /// How often it was done, names or not.
    var executions = 0
    var isPresent = false
    var job: Job?
    var new: [Bool] = []
    var old: [Bool] = []

    init(_ manner: Manner) {
        self.manner = manner
        if case .replicas(let count) = manner {
            new = Array(repeating: false, count: count)
            old = Array(repeating: true, count: count)
        }
    }

    var ready: Int { (new + old).count { $0 } }

    /// Nothing of the step stands.
    func isAtStart(_ now: Duration) -> Bool {
        switch manner {
        case .call, .blind, .free: !isPresent
        case .job: !isPresent && !(job.map { $0.succeeds && $0.ends <= now } ?? false)
        case .replicas: !new.contains(true) && !old.contains(false)
        }
    }

    /// The whole step stands.
    func isComplete(_ now: Duration) -> Bool {
        switch manner {
        case .call, .blind, .free: isPresent
        case .job: isPresent || (job.map { $0.succeeds && $0.ends <= now } ?? false)
        case .replicas: !new.contains(false) && !old.contains(true)
        }
    }

    /// Something of it is still at work by itself.
    func isRunning(_ now: Duration) -> Bool { job.map { $0.ends > now } ?? false }

    /// The next small act up, or back: which replica, and whether a new one starts or an old one stops.
    func nextAct(back: Bool, stopFirst: Bool) -> (isStart: Bool, index: Int)? {
        let (coming, going) = back ? (old, new) : (new, old)
        let start = coming.firstIndex(of: false)
        let stop = going.indices.first { going[$0] && (stopFirst || coming[$0]) }
        // One after the other: what was replaced goes before the next one comes.
        if let stop { return (false, stop) }
        return start.map { (true, $0) }
    }

    mutating func act(_ act: (isStart: Bool, index: Int), back: Bool) {
        switch (act.isStart, back) {
        case (true, false): new[act.index] = true
        case (false, false): old[act.index] = false
        case (true, true): old[act.index] = true
        case (false, true): new[act.index] = false
        }
    }
}
