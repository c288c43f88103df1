import Basis
import Simulation
import Updates

/// A run that is driven by hand: what is due is done at once, and comes to what the test says.
struct Climb {
    private(set) var run: Run
    private(set) var events: [RunEvent] = []

    static let person = Requester(user: "anna", host: "tower")
    static let failure = Diagnostic(RunCode.unclear, "it broke", at: .thing("the test"))

    init(_ plan: Plan) throws {
        run = try Run(plan)
        take(.claimed(Epoch(1), by: Climb.person))
    }

    init(_ steps: PlannedStep..., always: [PlannedStep] = []) throws {
        try self.init(Sketch.plan(steps, always: always))
    }

    mutating func take(_ event: RunEvent) {
        run.step(event)
        events.append(event)
    }

    mutating func ask(_ request: Request) { take(.asked(request, by: Climb.person, inbox: nil)) }

    /// Dies and is taken up again.
    mutating func crash() { take(.claimed(Epoch((run.epoch?.number ?? 0) + 1), by: Climb.person)) }

    /// Does what is due until nothing is. What `answers` says nothing of goes well.
    mutating func go(_ answers: (Intent) -> RunEvent? = { _ in nil }) {
        while let intent = run.due.first {
            switch intent {
            case .commit: take(.committed)
            case .finish(let standing): take(.ended(standing))
            default:
                take(.intended(intent))
                take(answers(intent) ?? known(intent) ?? Climb.success(of: intent))
            }
        }
    }

    /// What has definitely failed is found to have failed.
    private func known(_ intent: Intent) -> RunEvent? {
        guard case .observe(let id, let attempt) = intent, case .failed(let why)? = run[id]?.outcome else {
            return nil
        }
        return .observed(id, attempt: attempt, .done(.failed(why)))
    }

    /// Does what is due until this is, and begins it.
    mutating func begin(_ last: Intent, _ answers: (Intent) -> RunEvent? = { _ in nil }) {
        while let intent = run.due.first {
            guard !run.due.contains(last) else { return take(.intended(last)) }
            take(.intended(intent))
            take(answers(intent) ?? Climb.success(of: intent))
        }
    }

    /// Every intent that was begun, in order.
    var intents: [Intent] {
        events.compactMap { if case .intended(let intent) = $0 { intent } else { nil } }
    }

    /// The steps that were taken back, in order.
    var reversed: [String] {
        intents.compactMap { if case .reverse(let id, 1) = $0 { id.text } else { nil } }
    }

    static func success(of intent: Intent) -> RunEvent {
        switch intent {
        case .decide(let id): .decided(id, .holds)
        case .prepare(let id): .prepared(id, .done(Evidence()))
        case .perform(let id, let attempt): .performed(id, attempt: attempt, .done(Evidence()))
        case .observe(let id, let attempt), .settle(let id, let attempt):
            .observed(id, attempt: attempt, .done(.done(Evidence())))
        case .judge(let id, let attempt): .judged(id, attempt: attempt, .passed(seen: "", warnings: []))
        case .reverse(let id, let attempt): .reversed(id, attempt: attempt, .done(Evidence()))
        case .record: .recorded(.done(Evidence()))
        case .tidyUp(let id): .tidied(id, .done(Evidence()))
        case .commit: .committed
        case .finish(let standing): .ended(standing)
        }
    }

    static func failing(_ name: String) -> (Intent) -> RunEvent? {
        { intent in
            guard case .perform(let id, let attempt) = intent, id.text == name else { return nil }
            return .performed(id, attempt: attempt, .failed(failure))
        }
    }
}

extension StepID: ExpressibleByStringLiteral {
    /// A place, as tests write it.
    package init(stringLiteral text: String) { self.init(text) }
}
