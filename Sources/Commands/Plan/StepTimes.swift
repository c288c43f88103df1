internal import Ports
internal import Updates

/// How long steps took before, as the records tell: what a plan and a picture of a run expect.
struct StepTimes {
    /// So many of the latest runs say how long it takes today.
    private static let sampleMax = 5
    /// So far back they are looked for.
    private static let searchLimit = 100

    /// The middle one of each step's latest times, by the step's name.
    static func known(of playbook: String, in scope: Scope, from journal: any Journal) async throws
        -> [String: Duration]
    {
        let runs = try await journal.runs(of: scope, limit: searchLimit)
        let good = runs.filter { $0.playbook == playbook && $0.standing == .succeeded }
        var samples: [String: [Duration]] = [:]
        for run in good.prefix(sampleMax) {
            let plan = try await journal.opening(of: run.run).plan
            let times = lengths(in: try await journal.entries(of: run.run, after: 0))
            for step in plan.steps + plan.always {
                if let time = times[step.id] { samples[step.name, default: []].append(time) }
            }
        }
        return samples.compactMapValues { times in times.sorted().dropFirst(times.count / 2).first }
    }

    /// From the beginning of each step to its end, its gate included.
    static func lengths(in entries: [Entry]) -> [StepID: Duration] {
        var begins: [StepID: Int64] = [:]
        var times: [StepID: Duration] = [:]
        for entry in entries {
            switch entry.event {
            case .intended(.prepare(let id)): begins[id] = entry.time
            case .performed(let id, _, .done), .judged(let id, _, .passed):
                // Clocks may step back.
                times[id] = begins[id].map { .milliseconds(max(0, entry.time - $0)) }
            default: break
            }
        }
        return times
    }
}
