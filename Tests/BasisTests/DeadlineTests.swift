import Basis
import Testing

private struct Refused: Error {}

/// Far enough away that no test reaches it, near enough that a hung one is noticed.
private let far = Duration.seconds(60)

/// Work that goes on until it is cancelled, then tells what it was ended by.
private func untilCancelled() async throws { while true { try await Task.sleep(for: .seconds(3600)) } }

@Test func workThatEndsInTimeGivesItsResult() async throws {
    let started = ContinuousClock.now
    #expect(try await Deadline.after(far).bound { 7 } == 7)
    #expect(try await Deadline.after(far).bound { () -> String? in nil } == nil)
    #expect(ContinuousClock.now - started < far, "it waited for the deadline")
}

@Test func workThatFailsInTimeFailsWithItsOwnError() async {
    await #expect(throws: Refused.self) { try await Deadline.after(far).bound { throw Refused() } }
}

@Test func workThatIsLateIsCancelledAndTheDeadlineSaysSo() async {
    await #expect(throws: DeadlinePassed.self) {
        try await Deadline.after(.milliseconds(20)).bound { try await untilCancelled() }
    }
}

@Test func lateWorkThatReturnsAResultAfterAllIsStillLate() async {
    await #expect(throws: DeadlinePassed.self) {
        try await Deadline.after(.milliseconds(20)).bound {
            try? await untilCancelled()
            return 7
        }
    }
}

@Test func aCancelledTaskIsNotLate() async {
    let (began, start) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
        try await Deadline.after(far).bound {
            start.yield()
            try await untilCancelled()
        }
    }
    for await _ in began { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
}

@Test func aTaskCancelledBeforehandIsNotLateEither() async {
    let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        try await Deadline.after(.seconds(-1)).bound { _ = Issue.record("it was begun") }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
}

@Test func noWorkIsBegunOnceTheDeadlineHasPassed() async {
    await #expect(throws: DeadlinePassed.self) {
        try await Deadline.after(.zero).bound { _ = Issue.record("it was begun") }
    }
}

@Test func itReturnsOnlyAfterTheWorkHasEnded() async {
    let (ended, end) = AsyncStream.makeStream(of: Int.self)
    await #expect(throws: DeadlinePassed.self) {
        try await Deadline.after(.milliseconds(20)).bound {
            defer {
                end.yield(1)
                end.finish()
            }
            try await untilCancelled()
        }
    }
    end.yield(2)
    #expect(await ended.reduce(into: []) { $0.append($1) } == [1])
}

@Test func theFurthestDeadlineCanBeWaitedFor() async throws {
    for duration in [Duration.seconds(Int64.max), .seconds(1 << 33), .nanoseconds(Int64.max)] {
        #expect(try await Deadline.after(duration).bound { true })
    }
}

@Test func deadlinesKnowWhatIsLeft() {
    let (past, near, later) = (Deadline.after(.seconds(-5)), Deadline.after(far), Deadline.after(far * 2))
    #expect(past.hasPassed && past.remaining == .zero)
    #expect(!near.hasPassed && near.remaining > .zero && near.remaining <= far)
    #expect(past < near && near < later && min(later, near) == near)
    #expect(Deadline(at: near.instant) == near)
}
