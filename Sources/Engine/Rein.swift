internal import Basis
internal import Ports
internal import Updates

/// What the engine holds of a step at work: it is asked before each small act, and can be pulled.
final class Rein: Leash {
    /// Why it was pulled.
    enum Pull: Hashable {
        /// The run goes elsewhere.
        case unwanted
        /// It took longer than its deadline and the grace after it.
        case late
        /// The claim is lost, or the journal cannot be written.
        case fenced(String)
    }

    /// Where the work must end, in time since the machine started.
    let limit: Duration
    /// Rung when the work is to be cancelled and not merely held back.
    let cut = Bell()
    private let step: StepID?
    private let lease: Lease
    private let observer: any RunObserver
    private let pulled = Guarded<Pull?>(nil)

    init(of step: StepID?, until limit: Duration, under lease: Lease, told observer: any RunObserver) {
        (self.step, self.limit, self.lease, self.observer) = (step, limit, lease, observer)
    }

    /// Why it was pulled; nil while it was not. The first reason stands.
    var pull: Pull? { pulled.withLock { $0 } }

    /// Lets no small act begin any more.
    func pull(_ why: Pull) { pulled.withLock { $0 = $0 ?? why } }

    func permit(_ act: String, lasting bound: Duration) async throws {
        switch pull {
        case nil: try lease.permit(act, lasting: bound)
        case .unwanted, .late: throw Standstill.interrupted
        case .fenced(let why): throw Standstill.fenced(why)
        }
    }

    func tell(_ progress: Progress) {
        if let step { observer.told(progress, by: step) }
    }
}
