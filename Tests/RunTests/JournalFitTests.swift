import Simulation
import Testing
import Updates

@Suite("A journal from elsewhere never reaches a trap")
struct JournalFitTests {
    @Test("A journal makes the same run again")
    func replays() throws {
        var climb = try Climb(Sketch.step("a").gated, Sketch.step("b"))
        climb.go(Climb.failing("b"))
        let run = try Run.replaying(climb.run.plan, climb.events)
        #expect(run == climb.run)
    }

    @Test("rule 32: every event that is out of place is refused, and says where")
    func refuses() throws {
        var climb = try Climb(Sketch.step("a").gated, Sketch.step("b"))
        climb.go()
        let events = climb.events
        for index in events.indices.dropLast() {
            for change in 0..<3 {
                var wrong = events
                switch change {
                case 0: wrong.remove(at: index)
                case 1: wrong.insert(events[index], at: index)
                default: wrong.swapAt(index, index + 1)
                }
                guard wrong != events else { continue }
                #expect(throws: RunError.self) { try Run.replaying(climb.run.plan, wrong) }
            }
        }
    }

    @Test("rule 26: a claim that does not outrank the last one is refused")
    func epochs() throws {
        let climb = try Climb(Sketch.step("a"))
        #expect(climb.run.misfit(of: .claimed(Epoch(1), by: Climb.person)) != nil)
        #expect(climb.run.misfit(of: .claimed(Epoch(2), by: Climb.person)) == nil)
    }

    @Test("Plans that no run can do are refused")
    func plans() {
        let step = Sketch.step("a")
        for plan in [
            Sketch.plan([step, step]), Sketch.plan([Stage(lanes: [])]), Sketch.plan([Stage(lanes: [[]])]),
            Sketch.plan([Sketch.step("b", doing: .always([]))]),
        ] {
            #expect(throws: RunError.self) { try Run(plan) }
        }
    }

    @Test("A programmer who tells the machine what cannot be is stopped with a sentence")
    func traps() async {
        await #expect(processExitsWith: .failure) {
            var run = try Run(Sketch.plan([Sketch.step("a")]))
            run.step(.committed)
        }
    }
}
