internal import Basis

/// What a lookout saw.
package struct LookoutReport: Hashable, Sendable {
    /// How many requests came to an end.
    package private(set) var asked = 0
    /// How many of them were lost: no answer in time, or one by which a server says that it has none.
    package private(set) var lost = 0
    /// The slowest answer.
    package private(set) var slowest = Duration.zero
    /// What became of the last that was lost.
    package private(set) var lastLoss: String?

    /// Nothing seen yet.
    package init() {}

    /// Throws once more was lost than is tolerated.
    package func check(tolerating limit: Int) throws {
        guard lost <= limit else {
            throw Diagnostic(
                GateCode.requestsLost, "\(lost) of \(asked) requests at the front door were lost",
                at: .thing("front door"), why: lastLoss)
        }
    }

    mutating func note(answered took: Duration) {
        asked += 1
        slowest = max(slowest, took)
    }

    mutating func note(lost why: String) {
        asked += 1
        lost += 1
        lastLoss = why
    }
}
