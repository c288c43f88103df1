import Simulation
import Testing
import Updates

@Suite("What is in doubt after a death")
struct DoubtTests {
    private func dead(_ nature: Nature, _ rule: Playbook.FailureRule = .undo) throws -> Climb {
        var climb = try Climb(Sketch.step("a"), Sketch.step("b", nature, rule).gated, Sketch.step("c"))
        climb.begin(.perform("b", attempt: 1))
        climb.crash()
        #expect(climb.run.due == [.observe("b", attempt: 1)])
        climb.take(.intended(.observe("b", attempt: 1)))
        return climb
    }

    @Test("rule 2: what never happened is done in the same attempt, under the same name")
    func absent() throws {
        var climb = try dead(.reversible)
        climb.take(.observed("b", attempt: 1, .absent))
        #expect(climb.run.due == [.perform("b", attempt: 1)])
        climb.go()
        #expect(climb.run.standing == .succeeded && climb.run["b"]?.attempts == 1)
    }

    @Test("rule 2: what still runs is awaited before anything else, also on the way back")
    func running() throws {
        var climb = try dead(.reversible)
        climb.ask(.abort)
        climb.take(.observed("b", attempt: 1, .running))
        #expect(climb.run.due == [.settle("b", attempt: 1)])
        climb.take(.intended(.settle("b", attempt: 1)))
        #expect(climb.run.due.isEmpty)
        climb.take(.observed("b", attempt: 1, .done(.done(Evidence()))))
        climb.go()
        #expect(climb.run.standing == .rolledBack && climb.reversed == ["b", "a"])
    }

    @Test("rule 2: what is done counts, and its gate is still asked")
    func done() throws {
        var climb = try dead(.reversible)
        climb.take(.observed("b", attempt: 1, .done(.done(Evidence(facts: ["x": "1"])))))
        #expect(climb.run.due == [.judge("b", attempt: 1)])
        #expect(climb.run["b"]?.after == Evidence(facts: ["x": "1"]))
    }

    @Test("rule 2: what is unclear retreats, even where the playbook would go on")
    func unclear() throws {
        for rule in [Playbook.FailureRule.undo, .continue] {
            var climb = try dead(.reversible, rule)
            climb.take(.observed("b", attempt: 1, .unclear("the engine forgot")))
            climb.go()
            #expect(climb.run.standing == .rolledBack && climb.reversed == ["b", "a"])
        }
    }

    @Test("rule 5: an irreversible step in doubt strands, whatever the playbook says")
    func irreversible() throws {
        for rule in Playbook.FailureRule.allCases {
            var climb = try dead(.irreversible, rule)
            climb.take(.observed("b", attempt: 1, .unclear("the engine forgot")))
            climb.go()
            guard case .stranded(let stranding) = climb.run.phase else {
                Issue.record("it is \(climb.run.phase)")
                return
            }
            #expect(stranding.barriers == [.unclear("b")] && climb.reversed.isEmpty)
            climb.ask(.proceed)
            #expect(climb.run.due == [.observe("b", attempt: 1)])
            climb.go()
            #expect(climb.run.standing == .succeeded)
        }
    }

    @Test("rule 5: an irreversible step that has definitely failed lets the way back pass")
    func definite() throws {
        var climb = try Climb(Sketch.step("a"), Sketch.step("b", .irreversible))
        climb.go { intent in
            switch intent {
            case .perform("b", 1): .performed("b", attempt: 1, .failed(Climb.failure))
            case .observe("b", 1): .observed("b", attempt: 1, .done(.failed(Climb.failure)))
            default: nil
            }
        }
        #expect(climb.run.standing == .rolledBack && climb.reversed == ["a"])
    }

    @Test("rule 5: a step that happens once is tried again only where nothing of it is found")
    func retry() throws {
        for observation in [Observation.absent, .unclear("?"), .done(.failed(Climb.failure))] {
            var climb = try Climb(Sketch.step("a").retried(2))
            climb.go { intent in
                switch intent {
                case .perform("a", 1): .performed("a", attempt: 1, .failed(Climb.failure))
                case .observe("a", 1): .observed("a", attempt: 1, observation)
                default: nil
                }
            }
            let isRepeated = climb.intents.contains(.perform("a", attempt: 2))
            #expect(isRepeated == (observation == .absent))
            #expect(climb.run.standing == (isRepeated ? .succeeded : .rolledBack))
        }
    }

    @Test(
        "rule 5: an idempotent step is tried again as often as it says, never more than twice"
    )
    func idempotent() throws {
        for (times, attempts) in [(0, 1), (1, 2), (2, 3), (50, 3)] {
            let step = Sketch.step("a", doing: Sketch.command(isIdempotent: true)).retried(times)
            var climb = try Climb(step)
            climb.go(Climb.failing("a"))
            #expect(climb.run["a"]?.attempts == attempts)
            #expect(climb.run.standing == .rolledBack)
        }
    }

    @Test("rule 8: verdicts and conditions are facts: a death after them asks nothing again")
    func facts() throws {
        var climb = try Climb(Sketch.step("a").conditional.gated, Sketch.step("b"))
        climb.begin(.prepare("b"))
        climb.crash()
        #expect(climb.run.due == [.prepare("b")])
        #expect(climb.run["a"]?.decision == .holds)
        climb.go()
        #expect(climb.intents.filter { $0 == .decide("a") || $0 == .judge("a", attempt: 1) }.count == 2)
    }

    @Test("A death on the way back goes on with the way back")
    func back() throws {
        var climb = try Climb(Sketch.step("a"), Sketch.step("b"))
        climb.begin(.perform("b", attempt: 1))
        climb.take(.performed("b", attempt: 1, .failed(Climb.failure)))
        climb.take(.intended(.observe("b", attempt: 1)))
        climb.take(.observed("b", attempt: 1, .done(.failed(Climb.failure))))
        climb.take(.intended(.reverse("b", attempt: 1)))
        climb.crash()
        #expect(climb.run.due == [.reverse("b", attempt: 1)])
        climb.go()
        #expect(climb.run.standing == .rolledBack)
    }
}
