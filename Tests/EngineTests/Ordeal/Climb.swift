/// A playbook of a few steps, drawn from a seed: some can be looked for, some may run twice, some can only be
/// taken back; two may go side by side, and one may fail.
struct Climb {
    enum Fall: String, CaseIterable { case never, early, late }

    let steps: Int
    /// The first of two steps that go side by side.
    let pair: Int?
    /// Which step fails, and how.
    let fall: (step: Int, Fall)?
    private let kinds: [Int]
    private let seconds: [Int]

    init(_ random: inout SplitMix) {
        steps = Int.random(in: 3...5, using: &random)
        pair = Bool.random(using: &random) ? Int.random(in: 1..<steps, using: &random) : nil
        let kind = Fall.allCases.randomElement(using: &random) ?? .never
        fall = kind == .never ? nil : (Int.random(in: 1...steps, using: &random), kind)
        kinds = (0..<steps).map { _ in Int.random(in: 0..<3, using: &random) }
        seconds = (0..<steps).map { _ in Int.random(in: 0...4, using: &random) }
    }

    /// Whether it may get through although one step fails: a failure behind the mark that nobody was left to
    /// hear is done for whoever looks for the mark.
    func maySucceed(in kills: Int) -> Bool {
        fall.map { kills > 0 && $0.1 == .late && kinds[$0.step - 1] == 0 } ?? true
    }

    /// The names of all marks, in order.
    var marks: [String] { (1...steps).map { "mark.\($0)" } }

    /// As a project keeps it.
    var playbook: String {
        var text = "playbook: climb\nabout: Does a few steps, slowly.\nsteps:\n"
        for step in 1...steps {
            if step == pair { text += "  - together:\n" }
            let isSide = pair.map { step == $0 || step == $0 + 1 } ?? false
            text += lines(of: step).map { "\(isSide ? "    " : "")  \($0)\n" }.joined()
        }
        return text + "on-failure: undo\n"
    }

    private func lines(of step: Int) -> [String] {
        let fails = fall.flatMap { $0.step == step ? $0.1 : nil } ?? .never
        let time = "\"0.0\(seconds[step - 1])\""
        // The other one of a pair is no later step: they know nothing of each other.
        let later = ((step + 1)..<(steps + 2)).dropLast().filter { !(pair == step && $0 == step + 1) }
        let undo = (["./undo", "\"\(step)\"", time] + later.map { "\"\($0)\"" }).joined(separator: ", ")
        let kind = ["observe: [test, -e, world/mark.\(step)]", "idempotent: true", ""][kinds[step - 1]]
        let often = kinds[step - 1] == 1 ? "again" : "once"
        return [
            "- name: step-\(step)", "  command:",
            "    run: [./act, \"\(step)\", \(time), \(often), \(fails)]", "    undo: [\(undo)]",
        ] + (kind.isEmpty ? [] : ["    \(kind)"])
    }
}
