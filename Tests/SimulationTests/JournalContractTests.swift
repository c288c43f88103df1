import Basis
import ContractChecks
import Ports
import Testing

@testable import Simulation

/// The journal of simulated worlds keeps what every journal promises, so that a trial proves something of
/// real ones.
struct JournalContractTests {
    @Test(arguments: JournalPromise.allCases)
    func itIsKept(_ promise: JournalPromise) throws {
        let shop = Workshop(Scenario(inOrder: [.call]))
        let stage = SimulatedStage(shop.scene, process: shop.process)
        try shop.run { try await promise.examine(on: stage) }
    }
}

/// A simulated journal, and processes that hold it and never run.
private final class SimulatedStage: JournalStage {
    let journal: any Journal
    let patience = Duration.seconds(60)
    private let scene: Scene
    private let process: SimulatedProcess
    private let count = Guarded(1)

    init(_ scene: Scene, process: SimulatedProcess) {
        (self.scene, self.process) = (scene, process)
        journal = SimulatedJournal(process: process, scene: scene)
    }

    func opened() async throws -> any Journal { SimulatedJournal(process: process, scene: scene) }

    func living() throws -> Holder {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return SimulatedProcess(number, on: scene, faults: Faults(), fatalPoint: nil) { _ in }.holder
    }

    func dead() throws -> Holder {
        let holder = try living()
        scene.ledger.bury(holder.pid)
        return holder
    }

    func pass(_ duration: Duration) async throws { try await scene.clock.sleep(for: duration) }
}
