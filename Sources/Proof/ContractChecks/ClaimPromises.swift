internal import Ports
internal import Testing
internal import Updates

/// One writer at a time, and never one too many.
struct ClaimPromises {
    let stage: any JournalStage
    private var journal: any Journal { stage.journal }
    private let run = JournalSample.run(1)

    func examine(_ promise: JournalPromise) async throws {
        switch promise {
        case .oneLivingHolderHasTheClaim: try await oneHasIt()
        case .whoeverDiedIsSuperseded: try await theDeadAreSuperseded()
        case .whoeverWasSlowIsSupersededAndWritesNothing: try await theSlowWriteNothing()
        case .renewalsKeepTheClaim: try await renewalsKeepIt()
        case .aClaimGivenBackIsFree: try await givenBackIsFree()
        case .epochsOnlyRise: try await epochsRise()
        case .scopesDoNotHinderEachOther: try await scopesAreApart()
        case .ofManyClaimantsOneWins: try await oneWins()
        default: Issue.record("\(promise) is examined elsewhere")
        }
    }

    private func oneHasIt() async throws {
        let claim = try await stage.claim()
        try await journal.begin(JournalSample.opening(1), under: claim)
        let second = try stage.living()
        for door in [journal, try await stage.opened()] {
            await expectRefusal({
                $0 == .held(claim.scope, by: claim.holder, epoch: claim.epoch, run: run)
            }) { _ = try await door.claim(claim.scope, by: second, after: nil, timeToLive: stage.patience) }
        }
        try await journal.append(.committed, leaving: .advancing, to: run, under: claim)
    }

    private func theDeadAreSuperseded() async throws {
        let dead = try await stage.claim(by: stage.dead())
        let claim = try await stage.claim()
        #expect(claim.epoch > dead.epoch)
        try await writesNothing(under: dead, by: claim.epoch)
    }

    private func theSlowWriteNothing() async throws {
        let slow = try await stage.claim()
        try await stage.pass(stage.patience + stage.patience / 2)
        let claim = try await stage.claim()
        #expect(claim.epoch > slow.epoch)
        try await writesNothing(under: slow, by: claim.epoch)
        // What it gives back is not its own any more.
        try await journal.release(slow)
        try await journal.begin(JournalSample.opening(1), under: claim)
    }

    private func writesNothing(under lost: Claim, by epoch: Epoch) async throws {
        let isLost = { (problem: JournalError.Problem) in problem == .superseded(lost, by: epoch) }
        await expectRefusal(isLost) { try await journal.begin(JournalSample.opening(9), under: lost) }
        await expectRefusal(isLost) { try await journal.renew(lost) }
        await expectRefusal(isLost) {
            try await journal.record(JournalSample.release("v9", by: 9), under: lost)
        }
        await expectRefusal(isLost) {
            try await journal.append(
                .committed, leaving: .advancing, to: JournalSample.run(9), under: lost)
        }
        #expect(try await journal.runs(of: nil, limit: 10).isEmpty)
        #expect(try await journal.releases(of: lost.scope).isEmpty)
    }

    private func renewalsKeepIt() async throws {
        let claim = try await stage.claim()
        for _ in 0..<4 {
            try await stage.pass(stage.patience / 2)
            try await journal.renew(claim)
        }
        await expectRefusal({ if case .held = $0 { true } else { false } }) { _ = try await stage.claim() }
    }

    private func givenBackIsFree() async throws {
        let first = try await stage.claim()
        try await journal.release(first)
        let second = try await stage.claim()
        #expect(second.epoch > first.epoch)
        await expectRefusal({ if case .superseded = $0 { true } else { false } }) {
            try await journal.renew(first)
        }
    }

    private func epochsRise() async throws {
        let first = try await stage.claim()
        #expect(first.epoch == Epoch(1))
        try await journal.release(first)
        let second = try await stage.claim(after: Epoch(41))
        #expect(second.epoch == Epoch(42))
        try await journal.release(second)
        #expect(try await stage.claim(after: Epoch(7)).epoch == Epoch(43))
    }

    private func scopesAreApart() async throws {
        _ = try await stage.claim()
        for scope in [
            Scope(app: "shop", environment: "staging"), Scope(app: "wiki", environment: "production"),
        ] {
            #expect(try await stage.claim(scope).epoch == Epoch(1))
        }
    }

    private func oneWins() async throws {
        let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                let holder = try stage.living()
                group.addTask {
                    do {
                        _ = try await stage.claim(by: holder)
                        return true
                    } catch let error as JournalError {
                        if case .held = error.problem { return false }
                        throw error
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wins == 1)
    }
}
