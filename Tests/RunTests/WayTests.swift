import Simulation
import Testing
import Updates

@Suite("The way up and the way back")
struct WayTests {
    @Test("A run goes through its steps in order, commits, and closes")
    func up() throws {
        var climb = try Climb(Sketch.step("a").conditional, Sketch.step("b").gated)
        climb.go()
        #expect(climb.run.standing == .succeeded)
        #expect(
            climb.intents == [
                .decide("a"), .prepare("a"), .perform("a", attempt: 1), .prepare("b"),
                .perform("b", attempt: 1), .judge("b", attempt: 1), .record, .tidyUp("a"), .tidyUp("b"),
            ])
    }

    @Test("rule 6: commit is one append, after the last gate, and from then on the run only goes forward")
    func commit() throws {
        var climb = try Climb(Sketch.step("a").gated)
        climb.begin(.judge("a", attempt: 1))
        #expect(climb.run.due.isEmpty)
        climb.take(.judged("a", attempt: 1, .passed(seen: "200", warnings: [])))
        #expect(climb.run.due == [.commit])
        climb.take(.committed)
        for request in [Request.abort, .pause, .proceed] { climb.ask(request) }
        climb.go { intent in
            if case .tidyUp(let id) = intent { .tidied(id, .failed(Climb.failure)) } else { nil }
        }
        #expect(climb.run.standing == .succeeded)
        #expect(climb.reversed.isEmpty)
    }

    @Test("A failure undoes what was done, the latest first, the failed step too")
    func back() throws {
        var climb = try Climb(Sketch.step("a"), Sketch.step("b"), Sketch.step("c"), Sketch.step("d"))
        climb.go(Climb.failing("c"))
        #expect(climb.run.standing == .rolledBack)
        #expect(climb.reversed == ["c", "b", "a"])
        #expect(climb.run.failure?.step == "c")
    }

    @Test("What changes nothing is not taken back, and a run of nothing else has only failed")
    func harmless() throws {
        var climb = try Climb(Sketch.step("a", .harmless), Sketch.step("b", .harmless))
        climb.go(Climb.failing("b"))
        #expect(climb.run.standing == .failed)
        #expect(climb.reversed.isEmpty)
    }

    @Test("A retreat never retreats: what cannot be taken back strands, and the rest is still tried")
    func strands() throws {
        var climb = try Climb(
            Sketch.step("a", doing: Sketch.roll("web")), Sketch.step("b", doing: Sketch.roll("api")),
            Sketch.step("c", doing: Sketch.roll("web")), Sketch.step("d"))
        climb.go { intent in
            switch intent {
            case .perform("d", let attempt): .performed("d", attempt: attempt, .failed(Climb.failure))
            case .reverse("c", let attempt): .reversed("c", attempt: attempt, .failed(Climb.failure))
            default: nil
            }
        }
        #expect(climb.run.standing == .stranded)
        guard case .stranded(let stranding) = climb.run.phase else { return }
        #expect(stranding.remnants.map(\.step) == ["c"])
        // `a` rolled what `c` could not roll back; `b` is nobody's ground.
        #expect(stranding.held == ["a"])
        #expect(climb.run["b"]?.phase == .reversed)
        #expect(climb.run["c"]?.stuck.count == StepRun.reversesAtMost)

        climb.ask(.proceed)
        climb.go()
        #expect(climb.run.standing == .rolledBack)
        #expect(climb.run["c"]?.reverses == StepRun.reversesAtMost + 1)
    }

    @Test("The way back ends before a step that nothing takes back, and from there a person goes on")
    func pointOfNoReturn() throws {
        var climb = try Climb(
            Sketch.step("a"), Sketch.step("b", .irreversible), Sketch.step("c"), Sketch.step("d"))
        climb.go(Climb.failing("d"))
        #expect(climb.run.standing == .stranded)
        #expect(climb.reversed == ["d", "c"])
        guard case .stranded(let stranding) = climb.run.phase else { return }
        #expect(stranding.barriers == [.passed("b")])

        climb.ask(.proceed)
        climb.go()
        #expect(climb.run.standing == .succeeded)
        #expect(climb.run["b"]?.attempts == 1)
        #expect(climb.intents.contains(.perform("d", attempt: 2)))
    }

    @Test("What is done last is done in every outcome, and cannot mask the first failure")
    func always() throws {
        let last = [Sketch.step("tell", .harmless), Sketch.step("clean", .harmless)]
        for name in ["", "a", "b"] {
            var climb = try Climb(Sketch.step("a"), Sketch.step("b"), always: last)
            climb.go { intent in Climb.failing(name)(intent) ?? Climb.failing("tell")(intent) }
            #expect(climb.run.standing == (name == "" ? .succeeded : .rolledBack))
            #expect(climb.run.failure?.step.text == (name == "" ? nil : name))
            #expect(climb.intents.contains(.perform("clean", attempt: 1)))
        }
    }

    @Test("Lanes go side by side, and a failure in one stops the others before anything is taken back")
    func lanes() throws {
        let stage = Stage(lanes: [[Sketch.step("a1"), Sketch.step("a2")], [Sketch.step("b1")]])
        var climb = try Climb(Sketch.plan([stage]))
        #expect(climb.run.due == [.prepare("a1"), .prepare("b1")])
        for id: StepID in ["a1", "b1"] {
            climb.take(.intended(.prepare(id)))
            climb.take(.prepared(id, .done(Evidence())))
            climb.take(.intended(.perform(id, attempt: 1)))
        }
        climb.take(.performed("b1", attempt: 1, .failed(Climb.failure)))
        climb.take(.intended(.observe("b1", attempt: 1)))
        climb.take(.observed("b1", attempt: 1, .done(.failed(Climb.failure))))
        #expect(climb.run.due.isEmpty)
        #expect(climb.run.unwanted == [.perform("a1", attempt: 1)])
        climb.take(.performed("a1", attempt: 1, .cancelled))
        #expect(climb.run.due == [.reverse("a1", attempt: 1), .reverse("b1", attempt: 1)])
        climb.go()
        #expect(climb.run.standing == .rolledBack)
        #expect(climb.run["a2"]?.attempts == 0)
    }

    @Test("A run that is left as it stands finds out how that is before it closes")
    func stop() throws {
        let stage = Stage(lanes: [[Sketch.step("a", .reversible, .stop)], [Sketch.step("b")]])
        var climb = try Climb(Sketch.plan([stage]))
        for id: StepID in ["a", "b"] {
            climb.take(.intended(.prepare(id)))
            climb.take(.prepared(id, .done(Evidence())))
            climb.take(.intended(.perform(id, attempt: 1)))
        }
        climb.take(.performed("a", attempt: 1, .failed(Climb.failure)))
        climb.take(.intended(.observe("a", attempt: 1)))
        climb.take(.observed("a", attempt: 1, .absent))
        climb.take(.performed("b", attempt: 1, .cancelled))
        #expect(climb.run.due == [.observe("b", attempt: 1)])
        climb.go { $0 == .observe("b", attempt: 1) ? .observed("b", attempt: 1, .running) : nil }
        #expect(climb.intents.last == .settle("b", attempt: 1) && climb.run.standing == .stopped)
    }

    @Test("Behind a point of no return nothing begins anew that the way back did not reach")
    func barrier() throws {
        let lane = [
            Sketch.step("a", .reversible, .continue, doing: Sketch.roll("web")),
            Sketch.step("b", .irreversible), Sketch.step("c", .harmless),
        ]
        var climb = try Climb(Sketch.plan([Stage(lanes: [lane])]))
        climb.go { Climb.failing("a")($0) ?? Climb.failing("c")($0) }
        #expect(climb.run.standing == .stranded)
        climb.ask(.proceed)
        #expect(climb.run.due == [.prepare("c")])
        #expect(climb.run["a"]?.isTouched == true)
    }

    @Test("A playbook says what a failure means", arguments: [Playbook.FailureRule.pause, .stop, .continue])
    func rules(rule: Playbook.FailureRule) throws {
        var climb = try Climb(Sketch.step("a", .reversible, rule), Sketch.step("b"))
        climb.go(Climb.failing("a"))
        switch rule {
        case .pause:
            #expect(climb.run.phase == .paused(.failure(step: "a"), .on))
            climb.ask(.proceed)
            climb.go { $0 == .observe("a", attempt: 1) ? .observed("a", attempt: 1, .absent) : nil }
            #expect(climb.run.standing == .succeeded && climb.run["a"]?.attempts == 2)
        case .stop:
            #expect(climb.run.standing == .stopped && climb.reversed.isEmpty)
        case .continue, .undo:
            #expect(climb.run.standing == .succeeded && climb.run.failure?.step == "a")
        }
    }
}
