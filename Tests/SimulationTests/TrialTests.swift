import Simulation
import Testing
import Updates

@Suite("Runs on simulated worlds")
struct TrialTests {
    @Test("Whatever goes wrong, nothing is half done at rest, and every run ends", arguments: 1...8)
    func torture(part: Int) {
        for seed in UInt64(part * 1000)..<UInt64(part * 1000 + 40) {
            #expect(Trial.random(seed: seed).played().violations == [])
        }
    }

    @Test("A seed makes the same trial, entry by entry")
    func seeds() {
        for seed: UInt64 in 1...20 {
            let (one, other) = (Trial.random(seed: seed), Trial.random(seed: seed))
            _ = (one.played(), other.played())
            #expect(one.story == other.story && !one.story.isEmpty)
        }
    }

    @Test("All outcomes of four-step playbooks end as their rules say", arguments: Enumeration.playbooks)
    func outcomes(playbook: [Manner]) {
        for turns in Enumeration.turns(of: playbook.count) {
            let report = Trial(Enumeration.scenario(playbook, turns), seed: 1).played()
            #expect(report.violations == [], "\(turns)")
            if turns.allSatisfy({ $0 == .works }) { #expect(report.standing == .succeeded) }
        }
    }

    @Test("A death at every await of a port leads to an allowed end", arguments: Enumeration.playbooks)
    func deaths(playbook: [Manner]) {
        for turns: [Turn] in [[], [.works, .works, .works, .gateFails], [.works, .works, .failsAfter]] {
            let reports = Enumeration.everyDeath(of: Enumeration.scenario(playbook, turns))
            #expect(reports.count > 50)
            #expect(reports.flatMap(\.violations) == [], "\(turns)")
        }
    }
}
