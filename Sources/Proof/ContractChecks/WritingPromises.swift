internal import Ports
internal import Testing
internal import Updates

/// What is written stays written, and nothing else is.
struct WritingPromises {
    let stage: any JournalStage
    private var journal: any Journal { stage.journal }
    private let run = JournalSample.run(1)

    func examine(_ promise: JournalPromise) async throws {
        switch promise {
        case .whatWasWrittenIsReadAgain: try await readsBack(through: journal)
        case .aSecondDoorSeesTheSame: try await readsBack(through: stage.opened())
        case .entriesComeInOrderBehindAPlace: try await comesInOrder()
        case .manyWritersAtOnceLoseNothing: try await losesNothing()
        case .aRunIsBegunOnce: try await isBegunOnce()
        case .nothingIsAddedToARunThatIsOver: try await isOver()
        case .anUnknownRunIsSaidToBe: await isUnknown()
        default: Issue.record("\(promise) is examined elsewhere")
        }
    }

    private func begun() async throws -> Claim {
        let claim = try await stage.claim()
        try await journal.begin(JournalSample.opening(1), under: claim)
        return claim
    }

    private func readsBack(through door: any Journal) async throws {
        let claim = try await begun()
        for number in 1...12 {
            let entry = try await journal.append(
                JournalSample.event(number), leaving: .advancing, to: run, under: claim)
            #expect(entry.sequence == number && entry.event == JournalSample.event(number))
            #expect(entry.time > 0)
        }
        #expect(try await door.opening(of: run) == JournalSample.opening(1))
        let entries = try await door.entries(of: run, after: 0)
        #expect(entries.map(\.sequence) == Array(1...12))
        #expect(entries.map(\.event) == (1...12).map(JournalSample.event))
    }

    private func comesInOrder() async throws {
        let claim = try await begun()
        #expect(try await journal.entries(of: run, after: 0).isEmpty)
        for number in 1...5 {
            try await journal.append(JournalSample.event(number), leaving: .advancing, to: run, under: claim)
        }
        #expect(try await journal.entries(of: run, after: 3).map(\.sequence) == [4, 5])
        #expect(try await journal.entries(of: run, after: 5).isEmpty)
        #expect(try await journal.entries(of: run, after: 9).isEmpty)
    }

    private func losesNothing() async throws {
        let claim = try await begun()
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...200 {
                group.addTask {
                    let event = JournalSample.event(number)
                    return try await journal.append(event, leaving: .advancing, to: run, under: claim)
                        .sequence
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(numbers == Set(1...200))
        let events = try await journal.entries(of: run, after: 0).map(\.event)
        #expect(Set(events) == Set((1...200).map(JournalSample.event)) && events.count == 200)
    }

    private func isBegunOnce() async throws {
        let claim = try await begun()
        await expectRefusal({ $0 == .runExists(run) }) {
            try await journal.begin(JournalSample.opening(1), under: claim)
        }
        #expect(try await journal.runs(of: nil, limit: 10).count == 1)
    }

    private func isOver() async throws {
        let claim = try await begun()
        try await journal.append(.ended(.failed), leaving: .failed, to: run, under: claim)
        await expectRefusal({ $0 == .runOver(run) }) {
            try await journal.append(.committed, leaving: .advancing, to: run, under: claim)
        }
        #expect(try await journal.entries(of: run, after: 0).map(\.event) == [.ended(.failed)])
    }

    private func isUnknown() async {
        await expectRefusal({ $0 == .unknownRun(run) }) { _ = try await journal.opening(of: run) }
        await expectRefusal({ $0 == .unknownRun(run) }) { _ = try await journal.entries(of: run, after: 0) }
        await expectRefusal({ $0 == .unknownRun(run) }) { _ = try await journal.requests(for: run, after: 0) }
        await expectRefusal({ $0 == .unknownRun(run) }) {
            try await journal.post(.pause, by: JournalSample.requester, to: run)
        }
    }
}
