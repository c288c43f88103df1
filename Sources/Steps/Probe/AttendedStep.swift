package import Basis
package import Ports
package import Updates

/// A step that is attended: while it is done, or taken back, the front door is asked all the time, and what
/// is lost there is told. More than is tolerated fails the step.
package struct AttendedStep: Performer {
    private let performer: any Performer
    private let means: Means

    /// A step of somebody else's.
    package init(_ performer: any Performer, _ means: Means) {
        (self.performer, self.means) = (performer, means)
    }

    /// What the one who does it reads.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        try await performer.prepare(step, in: situation)
    }

    /// Has it done, and counts.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let (done, report) = try await attending(step, in: situation) {
            try await performer.perform(step, in: situation)
        }
        guard let report else { return done }
        if let limit = step.tolerance { try report.check(tolerating: limit) }
        var evidence = done
        evidence.facts["asked"] = String(report.asked)
        evidence.facts["lost"] = String(report.lost)
        return evidence
    }

    /// What the one who does it finds.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await performer.observe(step, in: situation)
    }

    /// What the one who does it waits for.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await performer.settle(step, in: situation)
    }

    /// What the one who does it watches.
    package func watch(_ step: PlannedStep, in situation: Situation) async throws -> Diagnostic? {
        try await performer.watch(step, in: situation)
    }

    /// Has it taken back, and counts: a way back goes on whatever is lost.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {
        _ = try await attending(step, in: situation) { try await performer.reverse(step, in: situation) }
    }

    /// What the one who does it removes.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {
        try await performer.tidyUp(step, in: situation)
    }

    /// Does the work with a lookout at the front door; nil where there is none, or nobody answers there to
    /// begin with.
    private func attending<Result>(
        _ step: PlannedStep, in situation: Situation, _ work: () async throws -> Result
    ) async throws -> (Result, LookoutReport?) {
        guard let lookout = try await Lookout(step.doorQuestion, for: step, in: situation, means) else {
            return (try await work(), nil)
        }
        if let silence = await lookout.silence() {
            situation.leash.tell(.said("the front door is not watched, it does not answer: \(silence)"))
            return (try await work(), nil)
        }
        lookout.start()
        do {
            let result = try await work()
            let report = await lookout.stop()
            situation.leash.tell(.said(report.words))
            return (result, report)
        } catch {
            situation.leash.tell(.said(await lookout.stop().words))
            throw error
        }
    }
}

extension PlannedStep {
    /// How many requests at the front door may be lost meanwhile; nil where that is only told.
    fileprivate var tolerance: Int? {
        guard case .roll(let roll) = action else { return nil }
        return roll.tolerate?.value
    }

    /// What the step's own gate asks at the front door.
    fileprivate var doorQuestion: HTTPQuestion? {
        guard case .http(let question)? = gate?.question, question.method == .get, question.address == nil
        else { return nil }
        return question
    }
}

extension LookoutReport {
    /// What was seen, in words.
    fileprivate var words: String {
        let loss = lastLoss.map { ", the last because \($0)" } ?? ""
        return "front door: \(lost) of \(asked) requests lost, the slowest took \(slowest.rounded)\(loss)"
    }
}
