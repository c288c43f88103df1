internal import Basis

/// What was found wrong in a trial, and what happened in it.
final class Ledger: Sendable {
    private struct State {
        var violations: [String] = []
        var entries = 0
        var calls = 0
        var dead: Set<Int> = []
    }

    private let state = Guarded(State())

    func accuse(_ violation: String) { state.withLock { $0.violations.append(violation) } }
    func countEntry() { state.withLock { $0.entries += 1 } }
    func countCall() { state.withLock { $0.calls += 1 } }

    func bury(_ process: Int) { state.withLock { _ = $0.dead.insert(process) } }
    func isDead(_ process: Int) -> Bool { state.withLock { $0.dead.contains(process) } }

    var violations: [String] { state.withLock { $0.violations } }
    var entries: Int { state.withLock { $0.entries } }
    var calls: Int { state.withLock { $0.calls } }
}
