import Basis
import Simulation
import Updates

/// Every step that the machine takes with small plans, as text.
///
/// All events that fit are tried in all states that can be reached; states that differ only in how often
/// something was tried count as one, and what changes nothing is left out.
struct TransitionTable {
    private var lines: Set<String> = []
    private var seen: Set<String> = []
    private(set) var states = 0

    init(_ steps: [PlannedStep]) throws {
        var open = [try Run(Sketch.plan(steps))]
        while let run = open.popLast() {
            for event in TransitionTable.events(for: run) where run.misfit(of: event) == nil {
                let next = run.stepped(by: event).run
                if next.place != run.place {
                    lines.insert("\(run.place) + \(event.label) -> \(next.place)")
                }
                if seen.insert(next.signature).inserted { open.append(next) }
            }
        }
        states = seen.count
    }

    var text: String { lines.sorted().joined(separator: "\n") + "\n" }

    /// What is not as in another table.
    func without(_ other: TransitionTable) -> TransitionTable {
        var rest = self
        rest.lines.subtract(other.lines)
        return rest
    }

    private static func events(for run: Run) -> [RunEvent] {
        let person = Climb.person
        var all: [RunEvent] = [
            .claimed(Epoch((run.epoch?.number ?? 0) + 1), by: person), .committed,
            .recorded(.done(Evidence())),
        ]
        let requests: [Request] = [.pause, .abort, .proceed, .approve, .abandon(reason: "")]
        all += requests.map { .asked($0, by: person, inbox: nil) }
        all += Standing.allCases.map { .ended($0) }
        all += run.due.map { .intended($0) }
        let outcomes: [Outcome] = [
            .done(Evidence()), .failed(Climb.failure), .cancelled, .blocked(.stranger("")),
        ]
        for step in run.steps {
            let (id, attempt) = (step.id, step.attempts)
            all += [Decision.holds, .holdsNot, .undecided(Climb.failure)].map { .decided(id, $0) }
            all += outcomes.map { .prepared(id, $0) }
            all += outcomes.map { .performed(id, attempt: attempt, $0) }
            all += outcomes.map { .reversed(id, attempt: step.reverses, $0) }
            all.append(.tidied(id, .done(Evidence())))
            let observations: [Observation] = [
                .absent, .running, .done(.done(Evidence())), .done(.failed(Climb.failure)), .unclear(""),
                .cancelled,
            ]
            all += observations.map { .observed(id, attempt: attempt, $0) }
            let verdicts: [Verdict] = [.passed(seen: "", warnings: []), .failed(Climb.failure), .cancelled]
            all.append(.turned(id, Climb.failure))
            all += verdicts.map { .judged(id, attempt: attempt, $0) }
        }
        return all
    }
}

extension Run {
    /// Where the run and its steps are, as the table says it.
    fileprivate var place: String {
        "\(phase.label) [" + steps.map(\.phase.label).joined(separator: ", ") + "]" + chore.label
    }

    /// What makes two states the same for the table.
    fileprivate var signature: String {
        let depths = steps.map { step in
            let outcome = step.outcome.map(\.label) ?? "-"
            return "\(min(step.attempts, 3))\(step.isTouched)\(min(step.stuck.count, 4))\(outcome)"
        }
        return place + depths.joined(separator: ",") + (failure?.cause.rawValue ?? "")
    }
}

extension Run.Phase {
    fileprivate var label: String {
        switch self {
        case .planned: "planned"
        case .locked: "locked"
        case .advancing: "advancing"
        case .retreating: "retreating"
        case .paused(let pause, let direction): "paused(\(pause.label), \(direction.rawValue))"
        case .stranded: "stranded"
        case .closing(.over(let standing), let rest): "closing(\(standing.rawValue), \(rest.label))"
        case .closing(.stranded, let rest): "closing(stranded, \(rest.label))"
        case .ended(let standing): "ended(\(standing.rawValue))"
        }
    }
}

extension Run.Remainder {
    fileprivate var label: String {
        switch self {
        case .recording: "recording"
        case .tidying: "tidying"
        case .always: "always"
        case .finishing: "finishing"
        }
    }
}

extension Run.Chore {
    fileprivate var label: String {
        switch self {
        case .none: ""
        case .due(let intent): " due \(intent.label)"
        case .busy(let intent): " busy \(intent.label)"
        }
    }
}

extension StepPhase {
    fileprivate var label: String {
        switch self {
        case .waiting: "waiting"
        case .due(let intent): "due \(intent.label)"
        case .busy(let intent): "busy \(intent.label)"
        case .blocked(let intent, let pause): "blocked \(intent.label) by \(pause.label)"
        case .skipped: "skipped"
        case .passed: "passed"
        case .failed(let failure): "failed \(failure.cause.rawValue)"
        case .halted: "halted"
        case .reversed: "reversed"
        case .stands: "stands"
        case .held: "held"
        }
    }
}
