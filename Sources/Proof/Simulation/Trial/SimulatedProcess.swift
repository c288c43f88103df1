internal import Basis
internal import Ports
internal import Updates

/// A process that drives a run, and may die or be suspended at every await of a port.
///
/// A dead one touches nothing any more: each of its calls ends here, so whatever its tasks still do, they do
/// for nobody.
final class SimulatedProcess: Sendable {
    /// What its calls throw once it is dead.
    struct Dead: Error {}

    /// What it reports to whoever started it.
    enum News: Sendable {
        case died
        case suspended
    }

    private struct State {
        var isDead = false
        var points = 0
        var faults: Faults
    }

    /// Longer than a claim and the wait of a successor together.
    static let suspension = Duration.seconds(300)

    let number: Int
    let holder: Holder
    private let scene: Scene
    private let fatalPoint: Int?
    private let state: Guarded<State>
    private let report: @Sendable (News) -> Void

    init(
        _ number: Int, on scene: Scene, faults: Faults, fatalPoint: Int?,
        report: @escaping @Sendable (News) -> Void
    ) {
        (self.number, self.scene, self.fatalPoint, self.report) = (number, scene, fatalPoint, report)
        holder = Holder(
            host: "host-\(number)", boot: "boot", pid: number, started: number, nonce: "nonce-\(number)")
        state = Guarded(State(faults: faults))
    }

    var isDead: Bool { state.withLock { $0.isDead } }
    var points: Int { state.withLock { $0.points } }
    var faults: Faults { state.withLock { $0.faults } }

    /// A call of a port: it may die on the way there, and on the way back.
    func call<Value: Sendable>(_ effect: () throws -> Value) async throws -> Value {
        scene.ledger.countCall()
        try await point()
        let value = try effect()
        try await point()
        return value
    }

    /// A moment at which the process may die or be suspended.
    func point() async throws {
        let (number, faults) = try state.withLock { state in
            if state.isDead { throw Dead() }
            state.points += 1
            return (state.points, state.faults)
        }
        if number == fatalPoint || scene.dice.falls(faults.dies) { try die() }
        if scene.dice.falls(faults.suspends) {
            report(.suspended)
            try await scene.clock.sleep(for: SimulatedProcess.suspension)
        }
        if scene.dice.falls(faults.jumps) {
            scene.clock.jump(by: Int64(scene.dice.below(7_200_000)) - 3_600_000)
        }
        if scene.dice.falls(250) { await Task.yield() }
        if isDead { throw Dead() }
    }

    private func die() throws -> Never {
        state.withLock { $0.isDead = true }
        scene.ledger.bury(number)
        report(.died)
        throw Dead()
    }
}
