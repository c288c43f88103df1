/// Something was not done in time.
///
/// Never thrown for a cancelled task: too slow and unwanted are different outcomes.
package struct DeadlinePassed: Error, Hashable, Sendable {
    /// Makes the error.
    package init() {}
}

extension Deadline {
    /// Does the work, or cancels it and throws `DeadlinePassed` when the deadline comes first.
    ///
    /// It returns only after the work has ended, so the work must heed cancellation. Work is not begun once
    /// the deadline has passed.
    package func bound<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        guard !hasPassed else { throw DeadlinePassed() }
        return try await withThrowingTaskGroup(of: Result.self) { race in
            race.addTask { try await work() }
            race.addTask {
                try await Task.sleep(until: instant, clock: .continuous)
                throw DeadlinePassed()
            }
            defer { race.cancelAll() }
            guard let first = try await race.next() else { throw DeadlinePassed() }
            return first
        }
    }
}
