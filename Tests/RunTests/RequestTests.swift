import Simulation
import Testing
import Updates

@Suite("What people ask, at any moment")
struct RequestTests {
    @Test("A pause lets the small act end, waits, and goes on where it was")
    func pause() throws {
        var climb = try Climb(Sketch.step("a"), Sketch.step("b"))
        climb.begin(.perform("a", attempt: 1))
        climb.ask(.pause)
        #expect(climb.run.unwanted == [.perform("a", attempt: 1)])
        climb.take(.performed("a", attempt: 1, .cancelled))
        #expect(climb.run.isAtRest && climb.run.standing == .paused)
        climb.ask(.proceed)
        #expect(climb.run.due == [.observe("a", attempt: 1)])
        climb.go { $0 == .observe("a", attempt: 1) ? .observed("a", attempt: 1, .absent) : nil }
        #expect(climb.run.standing == .succeeded && climb.run["a"]?.attempts == 1)
    }

    @Test("A failure during a pause waits with the way back until somebody goes on")
    func failureInPause() throws {
        var climb = try Climb(Sketch.step("a").gated)
        climb.begin(.judge("a", attempt: 1))
        climb.ask(.pause)
        climb.take(.judged("a", attempt: 1, .failed(Climb.failure)))
        #expect(climb.run.phase == .paused(.interrupt(by: "anna"), .back) && climb.run.due.isEmpty)
        climb.ask(.proceed)
        climb.go()
        #expect(climb.run.standing == .rolledBack)
    }

    @Test("An abort in the midst of a run turns it round, also while it waits")
    func abort() throws {
        for waits in [false, true] {
            var climb = try Climb(Sketch.step("a"), Sketch.step("b"))
            climb.begin(.perform("b", attempt: 1))
            if waits { climb.ask(.pause) }
            climb.ask(.abort)
            climb.take(.performed("b", attempt: 1, .cancelled))
            climb.go()
            #expect(climb.run.standing == .rolledBack && climb.reversed == ["b", "a"])
            #expect(climb.run.failure == nil)
        }
    }

    @Test("rule 34: a pause on the way back goes on back, and never on again")
    func pauseBack() throws {
        var climb = try Climb(Sketch.step("a"), Sketch.step("b"))
        climb.begin(.perform("b", attempt: 1))
        climb.take(.performed("b", attempt: 1, .failed(Climb.failure)))
        climb.take(.intended(.observe("b", attempt: 1)))
        climb.take(.observed("b", attempt: 1, .done(.failed(Climb.failure))))
        climb.ask(.pause)
        #expect(climb.run.due.isEmpty)
        climb.ask(.proceed)
        climb.go()
        #expect(climb.run.standing == .rolledBack)
    }

    @Test("An approval is given by whom the playbook names, and is evidence; going on is no approval")
    func approval() throws {
        var climb = try Climb(Sketch.step("ask", .harmless, doing: Sketch.question(by: "anna")))
        let pause = Pause.approval(step: "ask", message: "Go on?")
        climb.go { if case .perform = $0 { .performed("ask", attempt: 1, .blocked(pause)) } else { nil } }
        #expect(climb.run.phase == .paused(pause, .on))
        climb.ask(.proceed)
        climb.take(.asked(.approve, by: Requester(user: "bob", host: "hill"), inbox: 7))
        #expect(climb.run.phase == .paused(pause, .on) && climb.run.inbox == 7)
        climb.ask(.approve)
        climb.go()
        #expect(climb.run.standing == .succeeded)
        #expect(climb.run["ask"]?.after?.facts == ["by": "anna"])
    }

    @Test("rule 22: a loss on the way back waits until everything else is back, and for a person")
    func loss() throws {
        var climb = try Climb(
            Sketch.step("a", doing: Sketch.roll("web")), Sketch.step("b", doing: Sketch.migration),
            Sketch.step("c"))
        let loss = Pause.loss("12 minutes", remedy: "belay approve")
        let answers: (Intent) -> RunEvent? = { intent in
            switch intent {
            case .perform("c", 1): .performed("c", attempt: 1, .failed(Climb.failure))
            case .reverse("b", 1): .reversed("b", attempt: 1, .blocked(loss))
            default: nil
            }
        }
        climb.go(answers)
        #expect(climb.run.phase == .paused(loss, .back))
        #expect(climb.run["a"]?.phase == .reversed)
        climb.ask(.proceed)
        #expect(climb.run.due.isEmpty)
        climb.ask(.approve)
        #expect(climb.run.due == [.reverse("b", attempt: 1)])
        #expect(climb.run["b"]?.approval == Climb.person)
        climb.go()
        #expect(climb.run.standing == .rolledBack)
    }

    @Test("rule 7: a stranger's change pauses, is looked at again by going on, and borne by approval")
    func stranger() throws {
        for request in [Request.proceed, .approve] {
            var climb = try Climb(Sketch.step("a", doing: Sketch.roll("web")))
            let pause = Pause.stranger("web-1 is not ours")
            climb.go { if case .perform = $0 { .performed("a", attempt: 1, .blocked(pause)) } else { nil } }
            #expect(climb.run.phase == .paused(pause, .on))
            climb.ask(request)
            #expect(climb.run.due == [.perform("a", attempt: 1)])
            #expect((climb.run["a"]?.approval == nil) == (request == .proceed))
        }
    }

    @Test("Whoever abandons a run closes it as it stands, from wherever it is")
    func abandon() throws {
        let last = Sketch.step("tell", .harmless)
        var climb = try Climb(Sketch.step("a"), Sketch.step("b"), always: [last])
        climb.begin(.perform("b", attempt: 1))
        climb.ask(.abandon(reason: "it is good as it is"))
        climb.take(.performed("b", attempt: 1, .cancelled))
        climb.go()
        #expect(climb.run.standing == .abandoned && climb.reversed.isEmpty)
        #expect(climb.intents.last == .perform("tell", attempt: 1))
    }
}
