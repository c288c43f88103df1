import Basis
import Ports
import Updates

/// A leash that remembers what it was asked and told, and holds back when the test says so.
final class StageLeash: Leash {
    private struct State {
        var acts: [String] = []
        var told: [Progress] = []
        var refusal: Standstill?
    }

    private let state = Guarded(State())

    func permit(_ act: String, lasting bound: Duration) async throws {
        try state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.acts.append(act)
        }
    }

    func tell(_ progress: Progress) { state.withLock { $0.told.append(progress) } }

    func refuse(_ standstill: Standstill) { state.withLock { $0.refusal = standstill } }

    var acts: [String] { state.withLock { $0.acts } }
    var told: [Progress] { state.withLock { $0.told } }
}
