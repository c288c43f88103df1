import Basis
import Ports
import Steps
import Updates

/// A process of Belay in a world: it sees and acts through this, and can die at any call.
final class RollProcess: Sendable {
    struct Killed: Error {}

    /// What a process does to itself.
    struct Doom: Sendable {
        /// At which call it dies, from 1.
        var call: Int?
        /// Whether that call still has its effect.
        var isAfter = false
    }

    private struct Life {
        var calls = 0
        var isDead = false
    }

    let world: RollWorld
    let doom: Doom
    /// What somebody else does before a call.
    let meddle: (@Sendable (Int, inout RollWorld.State) -> Void)?
    /// From which act on a person wants it to stop.
    let interruptedAt: Int?
    private let life = Guarded(Life())
    private let permits = Guarded(0)
    private let start = ContinuousClock.now

    init(
        _ world: RollWorld, doom: Doom = Doom(), interruptedAt: Int? = nil,
        meddle: (@Sendable (Int, inout RollWorld.State) -> Void)? = nil
    ) {
        (self.world, self.doom, self.interruptedAt, self.meddle) = (world, doom, interruptedAt, meddle)
    }

    var calls: Int { life.withLock(\.calls) }
    var isDead: Bool { life.withLock(\.isDead) }

    /// One call from outside: it takes a moment, it may be the last, and then it may have its effect or not.
    func call<Result>(
        _ act: String, changing: Bool = true, _ effect: (inout RollWorld.State) throws -> Result
    ) async throws -> Result {
        try await Task.sleep(for: .microseconds(Int.random(in: 0...300)))
        let (number, dies): (Int, Bool) = try life.withLock { life in
            guard !life.isDead else { throw Killed() }
            life.calls += 1
            if life.calls == doom.call { life.isDead = true }
            return (life.calls, life.isDead)
        }
        if dies, !doom.isAfter { throw Killed() }
        let result = try world.state.withLock { state in
            meddle?(number, &state)
            let result = try effect(&state)
            if changing { state.check(after: act) }
            return result
        }
        if dies { throw Killed() }
        return result
    }
}

extension RollProcess: Leash {
    func permit(_ act: String, lasting bound: Duration) async throws {
        let number = permits.withLock { count in
            count += 1
            return count
        }
        if let interruptedAt, number >= interruptedAt { throw Standstill.interrupted }
    }

    func tell(_ progress: Progress) {}
}

/// A hundred times as fast as the clock.
extension RollProcess: Timekeeper {
    var now: Int64 { 0 }
    var uptime: Duration { start.duration(to: .now) * 100 }
    func deadline(after duration: Duration) -> Deadline { .after(duration / 100) }
    func sleep(for duration: Duration) async throws {
        try await Task.sleep(for: max(duration, .zero) / 100)
    }
}

extension RollProcess: ReplicaAsker {
    func ask(_ gate: Gate, of endpoint: Endpoint, for timeout: Duration) async -> String? {
        world.state.withLock { state in
            guard var one = state.containers[endpoint.replica],
                one.replica.addresses.values.contains(endpoint.host)
            else { return "connection refused" }
            one.questions += 1
            defer { state.containers[endpoint.replica]?.questions = one.questions }
            switch one.fate {
            case .neverReady: return "503"
            case .endsAtStart: return "connection refused"
            case .endsLater(let questions) where one.questions > questions + 2:
                state.end(endpoint.replica, code: 4)
                return "connection reset"
            case .well, .endsLater:
                if one.questions < 2 { return "503" }
                state.containers[endpoint.replica]?.provedLife = one.replica.life
                return nil
            }
        }
    }
}
