internal import Basis

/// What was seen of the workloads a moment ago, so that questions that come together are asked once.
final class RecentSight: Sendable {
    /// Planning, preparing and recording each ask for the same within milliseconds. What is older than this
    /// is asked anew; what we change ourselves is forgotten at once.
    private static let fresh = Duration.seconds(2)

    private let seen = Guarded<(workloads: [LiveWorkload], until: Deadline)?>(nil)

    /// The workloads, if they were seen a moment ago.
    var workloads: [LiveWorkload]? {
        seen.withLock { seen in seen.flatMap { $0.until.hasPassed ? nil : $0.workloads } }
    }

    func keep(_ workloads: [LiveWorkload]) {
        seen.withLock { $0 = (workloads, .after(RecentSight.fresh)) }
    }

    func forget() { seen.withLock { $0 = nil } }
}
