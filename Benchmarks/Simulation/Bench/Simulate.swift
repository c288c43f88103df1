internal import Glibc
internal import Simulation
internal import Updates

/// `bench-simulation SEEDS [FIRST]`: so many trials of the real engine, each through torture and healing.
/// `bench-simulation all`: every outcome of the four-step playbooks, with every death in each.
/// `bench-simulation story SEED`: what stands in the journal of one.
/// Exits 1 if anything was what must never be.
@main
enum Simulate {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        switch words.first {
        case "story": story(of: words.dropFirst().first.flatMap { UInt64($0) } ?? 1)
        case "all":
            let scenarios = Enumeration.playbooks.flatMap { playbook in
                Enumeration.turns(of: playbook.count).map { Enumeration.scenario(playbook, $0) }
            }
            await tell("\(scenarios.count) playbooks with every death in each", of: scenarios.count) {
                index in
                Enumeration.everyDeath(of: scenarios[index])
            }
        default:
            let count = words.first.flatMap { Int($0) } ?? 10_000
            let first = words.dropFirst().first.flatMap { UInt64($0) } ?? 1
            await tell("\(count) seeds from \(first)", of: count) { index in
                [Trial.random(seed: first + UInt64(index)).played()]
            }
        }
    }

    private static func story(of seed: UInt64) {
        let trial = Trial.random(seed: seed)
        let report = trial.played()
        (trial.story + report.violations).forEach { print($0) }
        end(report.violations.isEmpty)
    }

    /// Every trial has a thread for itself, so as many go on at once as there are processors.
    private static func tell(
        _ what: String, of count: Int, _ trial: @escaping @Sendable (Int) -> [Report]
    ) async {
        let workers = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let began = ContinuousClock.now
        let tally = await withTaskGroup(of: Tally.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    var tally = Tally()
                    for index in stride(from: worker, to: count, by: workers) {
                        trial(index).forEach { tally.add($0) }
                    }
                    return tally
                }
            }
            return await group.reduce(into: Tally()) { $0.add($1) }
        }
        let seconds = began.duration(to: .now) / .seconds(1)
        print("\(what): \(tally.text)")
        let pace = Int(Double(tally.entries) / seconds)
        print("\(tally.entries) steps in \(Int(seconds * 1000)) ms, \(pace) a second")
        tally.violations.prefix(20).forEach { print($0) }
        end(tally.violations.isEmpty)
    }

    private static func end(_ isGood: Bool) {
        print(isGood ? "clean" : "NOT CLEAN")
        exit(isGood ? 0 : 1)
    }
}
