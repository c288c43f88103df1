internal import Dispatch
internal import Basis
internal import Synchronization

/// A load under way. It ends with its plan, or sooner when it is told to.
package final class LoadRun: Sendable {
    private struct Ending {
        var report: LoadReport?
        var waiting: [CheckedContinuation<LoadReport, Never>] = []
    }

    private let waker: Waker
    private let isStopped = Atomic<Bool>(false)
    private let ending = Guarded(Ending())

    /// Starts the load at once; throws if its target's name or socket path cannot be.
    package init(_ plan: LoadPlan) throws(LoadFailure) {
        let endpoint = try Endpoint(plan.target.endpoint)
        waker = try Waker()
        DispatchQueue(label: "load").async { [self] in
            var loop = LoadLoop(plan, endpoint, waker.descriptor)
            end(with: loop.run { isStopped.load(ordering: .relaxed) })
        }
    }

    /// Makes no new requests; those under way go on to their end.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
        waker.wake()
    }

    /// What became of every request, once all have ended. It takes at most a deadline longer than the plan.
    package func report() async -> LoadReport {
        await withCheckedContinuation { waiter in
            let report = ending.withLock { ending in
                if ending.report == nil { ending.waiting.append(waiter) }
                return ending.report
            }
            if let report { waiter.resume(returning: report) }
        }
    }

    private func end(with report: LoadReport) {
        let waiting = ending.withLock { ending in
            ending.report = report
            defer { ending.waiting = [] }
            return ending.waiting
        }
        for waiter in waiting { waiter.resume(returning: report) }
    }
}
