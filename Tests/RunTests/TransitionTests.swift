import Simulation
import Testing
import Updates

@Suite("The transition table")
struct TransitionTests {
    @Test("What the machine does with one step is as kept, and where other steps differ")
    func table() throws {
        let usual = try TransitionTable([Sketch.step("a").gated])
        Golden.expect(usual.text, "reversible.txt")
        let others: [(String, PlannedStep)] = [
            ("irreversible", Sketch.step("a", .irreversible).gated),
            ("harmless", Sketch.step("a", .harmless, doing: Sketch.roll("web")).conditional.gated),
            ("repeatable", Sketch.step("a", doing: Sketch.roll("web")).retried(1).gated),
            ("pausing", Sketch.step("a", .reversible, .pause).gated),
            ("stopping", Sketch.step("a", .reversible, .stop).gated),
            ("going-on", Sketch.step("a", .reversible, .continue).gated),
        ]
        for (name, step) in others {
            Golden.expect(try TransitionTable([step]).without(usual).text, "\(name).txt")
        }
    }

    @Test("No event that fits leads where the machine may never be, with two steps of every nature")
    func invariants() throws {
        var states = 0
        for first in [Nature.harmless, .reversible, .irreversible] {
            for second in [Nature.reversible, .irreversible] {
                let steps = [
                    Sketch.step("a", first, doing: Sketch.roll("web")), Sketch.step("b", second).gated,
                ]
                states += try TransitionTable(steps).states
            }
        }
        #expect(states > 1000)
    }
}
