/// A run: nothing but what its events make of its plan.
///
/// A pure machine. It is told what happened and says what to do next; it never looks, waits or acts. Whoever
/// drives it appends each intent to a journal before it is done and each event when it has happened, so that
/// the run can be made again from the journal at any moment.
package struct Run: Hashable, Sendable {
    /// The version of this machine. A journal of another one is finished by the binary that began it: the
    /// number rises with every change that makes the same events mean something else.
    package static let machine = 1

    /// Where it is.
    package internal(set) var phase = Phase.planned
    /// Every step in the order of the plan, those that are done last at the end.
    package internal(set) var steps: [StepRun]
    /// What the run as a whole has to do.
    package internal(set) var chore = Chore.none
    /// The claim under which it goes.
    package internal(set) var epoch: Epoch?
    /// The last request from the inbox that was answered.
    package internal(set) var inbox = 0
    /// What the record of the release came to.
    package internal(set) var recorded: Outcome?

    private let sharedPlan: Shared<Plan>
    private var firstFailure: Shared<Failure>?
    let places: [StepID: Int]
    /// For each stage its lanes, as places of steps.
    let stages: [[[Int]]]

    /// A run at its beginning. Throws if the plan holds what no run can do.
    package init(_ plan: Plan) throws(RunError) {
        var steps: [StepRun] = []
        var stages: [[[Int]]] = []
        for (index, stage) in plan.stages.enumerated() {
            var lanes: [[Int]] = []
            for (number, lane) in stage.lanes.enumerated() {
                lanes.append(Array(steps.count..<steps.count + lane.count))
                steps += lane.map { StepRun($0, at: .lane(stage: index, lane: number)) }
            }
            stages.append(lanes)
        }
        steps += plan.always.map { StepRun($0, at: .always) }
        (sharedPlan, self.steps, self.stages) = (Shared(plan), steps, stages)
        places = Dictionary(steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
        try refuseUnsound()
    }

    /// What is to be done.
    package var plan: Plan { sharedPlan.value }

    /// The first failure of a step that counts, in this attempt to get through.
    package internal(set) var failure: Failure? {
        get { firstFailure?.value }
        set { firstFailure = newValue.map(Shared.init) }
    }

    /// A step with what has become of it.
    package subscript(_ id: StepID) -> StepRun? { places[id].map { steps[$0] } }

    /// The same run after an event, and everything that is now to be done.
    package func stepped(by event: RunEvent) -> (run: Run, intents: [Intent]) {
        var next = self
        let intents = next.step(event)
        return (next, intents)
    }

    /// How it stands, in a word.
    package var standing: Standing {
        switch phase {
        case .planned, .locked, .advancing: .advancing
        case .retreating: .retreating
        case .paused: .paused
        case .stranded: .stranded
        case .closing(.over(.succeeded), _): .committed
        case .closing(.over(.stopped), _), .closing(.over(.abandoned), _): .advancing
        case .closing: .retreating
        case .ended(let standing): standing
        }
    }

    /// What the run comes to, as `run.outcome` says it.
    package var outcome: String {
        switch phase {
        case .closing(.over(let standing), _): standing.rawValue
        case .closing(.stranded, _): Standing.stranded.rawValue
        default: standing.rawValue
        }
    }

    /// Whether anything is being done.
    package var isBusy: Bool {
        if case .busy = chore { return true }
        return steps.contains { $0.phase.isBusy }
    }

    /// Whether nothing is being done or to be done: it is over, or waits for somebody.
    package var isAtRest: Bool { !isBusy && due.isEmpty }

    private func refuseUnsound() throws(RunError) {
        guard places.count == steps.count else { throw .unsoundPlan("two steps have the same place") }
        guard stages.allSatisfy({ !$0.isEmpty && $0.allSatisfy { !$0.isEmpty } }) else {
            throw .unsoundPlan("a stage or a lane of it is empty")
        }
        for step in steps {
            switch step.step.action {
            case .together, .always, .call:
                throw .unsoundPlan("`\(step.step.name)` is the shape of a playbook, not a step")
            default: continue
            }
        }
    }
}
