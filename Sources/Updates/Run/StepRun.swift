package import Basis

/// A step with everything that has become of it.
package struct StepRun: Hashable, Sendable {
    /// Where it stands in the plan.
    package enum Seat: Hashable, Sendable {
        /// In a lane of a stage.
        case lane(stage: Int, lane: Int)
        /// Among those that are done last.
        case always
    }

    /// How often taking it back is tried before a person is called.
    package static let reversesAtMost = 3

    private let planned: Shared<PlannedStep>
    private var lastFailure: Shared<Failure>?
    /// Where it stands.
    package let seat: Seat
    /// How far it has come.
    package internal(set) var phase = StepPhase.waiting
    /// What its condition came to.
    package internal(set) var decision: Decision?
    /// What it found before anything was touched.
    package internal(set) var before: Evidence?
    /// What each attempt came to; nil where nobody knows, or not yet.
    package internal(set) var outcomes: [Outcome?] = []
    /// What its gate came to.
    package internal(set) var verdict: Verdict?
    /// Who agreed to what it waited for.
    package internal(set) var approval: Requester?
    /// How often taking it back was begun.
    package internal(set) var reverses = 0
    /// Why it could not be taken back, once for each try that failed.
    package internal(set) var stuck: [Diagnostic] = []
    /// What removing its leftovers came to.
    package internal(set) var tidied: Outcome?

    /// Attempts that are behind us because they were taken back before the run went on again.
    private var attemptsTakenBack = 0
    /// Attempts that a person granted beyond what the playbook says.
    var triesGranted = 0
    /// Tries to take it back that were over when a person asked for more.
    private var reversesBefore = 0

    init(_ step: PlannedStep, at seat: Seat) { (planned, self.seat) = (Shared(step), seat) }

    /// The step itself.
    package var step: PlannedStep { planned.value }

    /// Why it did not get through the last time.
    package internal(set) var failure: Failure? {
        get { lastFailure?.value }
        set { lastFailure = newValue.map(Shared.init) }
    }

    /// Its place in the plan.
    package var id: StepID { planned.value.id }

    /// How many attempts were begun.
    package var attempts: Int { outcomes.count }

    /// What the last attempt came to; nil where nobody knows.
    package var outcome: Outcome? { outcomes.last ?? nil }

    /// What it left, once it was done.
    package var after: Evidence? {
        if case .done(let evidence) = outcome { evidence } else { nil }
    }

    /// Whether anything of it may stand in the world.
    package var isTouched: Bool { attempts > attemptsTakenBack }

    /// Whether it is one of those that are done last.
    package var isLast: Bool { seat == .always }

    var mayTryAgain: Bool {
        let retries = min(step.retry?.times.value ?? 0, StepRun.retriesAtMost)
        return attempts - attemptsTakenBack <= retries + triesGranted
    }
    var mayReverseAgain: Bool { reverses - reversesBefore < StepRun.reversesAtMost }
    var isIrreversible: Bool { planned.value.nature == .irreversible }

    /// What fails three times is not bad luck: the language allows two, and a plan from elsewhere no more.
    private static let retriesAtMost = 2

    /// Begins anew after everything of it was taken back. What was decided stays a fact.
    mutating func reopen() {
        (attemptsTakenBack, reversesBefore, triesGranted) = (attempts, reverses, 0)
        (before, verdict, failure, approval, tidied) = (nil, nil, nil, nil, nil)
        phase = .waiting
    }

    /// Lets taking it back be tried anew.
    mutating func reopenReverse() {
        reversesBefore = reverses
        phase = .halted
    }
}
