import Testing
import Updates

/// What the tries of a gate come to, without a clock.
struct GateProgressTests {
    /// Feeds answers one second apart, and tells what they came to and after how many.
    private func judge(
        _ answers: String, _ change: (inout Patience) -> Void = { _ in }
    ) -> (GateProgress.Decision?, Int) {
        var patience = Patience()
        change(&patience)
        var progress = GateProgress(patience)
        for (second, answer) in answers.enumerated() {
            let moment = Duration.seconds(second)
            if let over = progress.overdue(at: moment) { return (over, second) }
            if let decision = progress.take(answer == "+", at: moment) { return (decision, second + 1) }
        }
        return (nil, answers.count)
    }

    @Test func onePassIsEnoughWhereNothingIsSaid() {
        #expect(judge("+") == (.passed, 1))
        #expect(judge("--+") == (.passed, 3))
        #expect(judge("---") == (.failedInARow(3), 3))
    }

    @Test func rule15PassesAreCountedInARowAndAFailureResets() {
        #expect(judge("+++") { $0.passes = 3 } == (.passed, 3))
        #expect(judge("++-+++") { $0.passes = 3 } == (.passed, 6))
        #expect(judge("-----+++") { ($0.passes, $0.within) = (3, .seconds(60)) } == (.passed, 8))
    }

    @Test func withinItsTimeItMayFailUnlessFailsAreCounted() {
        #expect(judge("----------") { $0.within = .seconds(5) } == (.outOfTime, 5))
        #expect(judge("----------") { ($0.within, $0.fails) = (.seconds(5), 2) } == (.failedInARow(2), 2))
    }

    @Test func rule15OnceGoodThreeFailuresInARowAreFinal() {
        let keep: (inout Patience) -> Void = { $0.lasting = .seconds(10) }
        #expect(judge("+++++++++++", keep) == (.passed, 11))
        #expect(judge("++-+--++---", keep) == (.failedInARow(3), 11))
    }

    @Test func tolerateCountsAllFailuresWhileItLasts() {
        let none: (inout Patience) -> Void = { ($0.lasting, $0.tolerate) = (.seconds(5), 0) }
        #expect(judge("+++++-", none) == (.failedTooOften(1), 6))
        #expect(judge("-", none) == (.failedTooOften(1), 1))
        let two: (inout Patience) -> Void = { ($0.lasting, $0.tolerate) = (.seconds(5), 2) }
        #expect(judge("+-+-++", two) == (.passed, 6))
        #expect(judge("+---", two) == (.failedTooOften(3), 4))
        // Before it is good within its time, nothing is counted.
        let late: (inout Patience) -> Void = {
            ($0.within, $0.lasting, $0.tolerate) = (.seconds(9), .seconds(2), 0)
        }
        #expect(judge("----+++", late) == (.passed, 7))
    }

    @Test func aFailureAtTheVeryEndIsLookedAtAgain() {
        let keep: (inout Patience) -> Void = { $0.lasting = .seconds(3) }
        #expect(judge("+++-+", keep) == (.passed, 5))
        #expect(judge("+++---", keep) == (.failedInARow(3), 6))
    }

    @Test func nothingGoesOnForEver() {
        #expect(judge(String(repeating: "+-", count: 1000)) { $0.passes = 2 } == (.outOfTime, 600))
        let keep: (inout Patience) -> Void = { ($0.lasting, $0.fails) = (.seconds(3), 1000) }
        #expect(judge("+++" + String(repeating: "-", count: 3000), keep).0 == .failedInARow(1000))
    }

    @Test func theLastLookIsAtTheEndAndNoTryOutlivesTheGate() {
        var patience = Patience()
        (patience.lasting, patience.every, patience.within) = (.seconds(10), .seconds(4), .seconds(9))
        var progress = GateProgress(patience)
        #expect(progress.left(at: .seconds(8)) == .seconds(1))
        #expect(progress.next(after: .seconds(7)) == .seconds(9))
        _ = progress.take(true, at: .seconds(1))
        #expect(progress.next(after: .seconds(1)) == .seconds(5))
        #expect(progress.next(after: .seconds(9)) == .seconds(11))
    }
}
