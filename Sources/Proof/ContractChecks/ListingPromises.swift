internal import Ports
internal import Testing
internal import Updates

/// What lists show is what the entries say.
struct ListingPromises {
    let stage: any JournalStage
    private var journal: any Journal { stage.journal }

    func examine(_ promise: JournalPromise) async throws {
        switch promise {
        case .summariesFollowTheEvents: try await summariesFollow()
        case .runsComeNewestFirst: try await runsNewestFirst()
        case .releasesComeNewestFirst: try await releasesNewestFirst()
        case .requestsWaitInOrder: try await requestsWait()
        default: Issue.record("\(promise) is examined elsewhere")
        }
    }

    private func summariesFollow() async throws {
        let (claim, opening) = (try await stage.claim(), JournalSample.opening(1))
        try await journal.begin(opening, under: claim)
        var summary = try #require(try await journal.runs(of: opening.scope, limit: 1).first)
        #expect(summary.run == opening.run && summary.scope == opening.scope && summary.version == "v2")
        #expect(summary.playbook == "update" && summary.requester == opening.requester)
        #expect(summary.began == opening.time && summary.machine == opening.machine)
        #expect(summary.standing == .advancing)
        for standing in [Standing.retreating, .paused, .stranded, .rolledBack] {
            let entry = try await journal.append(.committed, leaving: standing, to: opening.run, under: claim)
            summary = try #require(try await journal.runs(of: opening.scope, limit: 1).first)
            #expect(summary.standing == standing && summary.latest == entry.time)
        }
    }

    private func runsNewestFirst() async throws {
        let other = Scope(app: "shop", environment: "staging")
        let (claim, second) = (try await stage.claim(), try await stage.claim(other))
        for number in 1...4 {
            let isOther = number == 3
            try await journal.begin(
                JournalSample.opening(number, in: isOther ? other : JournalSample.scope),
                under: isOther ? second : claim)
        }
        func names(_ scope: Scope?, _ limit: Int) async throws -> [String] {
            try await journal.runs(of: scope, limit: limit).map(\.run.text)
        }
        #expect(try await names(nil, 10) == ["run4", "run3", "run2", "run1"])
        #expect(try await names(JournalSample.scope, 10) == ["run4", "run2", "run1"])
        #expect(try await names(other, 10) == ["run3"])
        #expect(try await names(nil, 2) == ["run4", "run3"])
    }

    private func releasesNewestFirst() async throws {
        let claim = try await stage.claim()
        #expect(try await journal.releases(of: claim.scope).isEmpty)
        let records = [
            JournalSample.release("v1", by: 1), JournalSample.release("v2", by: 2, .refused),
            JournalSample.release("v2", by: 3),
        ]
        for record in records { try await journal.record(record, under: claim) }
        #expect(try await journal.releases(of: claim.scope) == records.reversed())
        #expect(try await stage.opened().releases(of: claim.scope) == records.reversed())
        #expect(try await journal.releases(of: Scope(app: "shop", environment: "staging")).isEmpty)
    }

    private func requestsWait() async throws {
        let (claim, run, who) = (try await stage.claim(), JournalSample.run(1), JournalSample.requester)
        try await journal.begin(JournalSample.opening(1), under: claim)
        // Whoever asks has no claim.
        let asked: [Request] = [.pause, .approve, .abandon(reason: "enough")]
        for request in asked { try await stage.opened().post(request, by: who, to: run) }
        let waiting = try await journal.requests(for: run, after: 0)
        #expect(waiting.map(\.request) == asked && waiting.map(\.sequence) == [1, 2, 3])
        #expect(waiting.allSatisfy { $0.requester == who })
        #expect(try await journal.requests(for: run, after: 2).map(\.request) == [asked[2]])
        #expect(try await journal.requests(for: run, after: 3).isEmpty)
        #expect(try await journal.entries(of: run, after: 0).isEmpty)
    }
}
