internal import Basis
package import Ports
package import Updates

/// Sends one request, and holds the answer against what it must be.
package struct RequestStep: Performer {
    private let means: Means

    /// With these means.
    package init(_ means: Means) { self.means = means }

    /// Fills everything once for nothing, so that what cannot be asked fails before anything is touched.
    package func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        _ = try await Inquiry(try question(of: step), Fill(step, in: situation, vault: means.vault))
        return Evidence()
    }

    /// Asks once: the front door, or one replica of a service. What is kept of the answer is sealed.
    package func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
        let question = try question(of: step)
        let fill = Fill(step, in: situation, vault: means.vault)
        let inquiry = try await Inquiry(question, fill)
        let gate = Gate(.http(question), patience: Patience(), limits: nil, at: question.target.span)
        let asker = Asker(means: means, fill: fill, gate: gate, latest: situation.deadline)
        guard let place = try await asker.places(of: question, inquiry).first else {
            throw RequestFailure.nobody(step: step.name)
        }
        try await situation.leash.permit(
            "send \(question.method.rawValue) for `\(step.name)`", lasting: situation.deadline.remaining)
        let answer = try await inquiry.ask(place, over: means.web, deadline: situation.deadline)
        guard answer.holds else {
            if situation.deadline.hasPassed { throw DeadlinePassed() }
            throw RequestFailure.refused(step: step.name, seen: answer.seen)
        }
        return try await evidence(seen: answer.seen, fill.kept)
    }

    /// A request that only reads may be sent again. Of any other nobody can tell whether it arrived.
    package func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        switch try question(of: step).method {
        case .get, .head, .options: .absent
        case .post, .put, .patch, .delete:
            .unclear("the request may have been answered, and nothing would tell")
        }
    }

    /// A connection ends with the Belay that made it.
    package func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation {
        try await observe(step, in: situation)
    }

    /// Nothing takes a request back.
    package func reverse(_ step: PlannedStep, in situation: Situation) async throws {}

    /// There is nothing to remove.
    package func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}

    private func question(of step: PlannedStep) throws -> HTTPQuestion {
        guard case .http(let question) = step.action else { throw WrongStep(step.name) }
        return question
    }

    private func evidence(seen: String, _ kept: [String: Secret]) async throws -> Evidence {
        guard !kept.isEmpty else { return Evidence(facts: ["seen": seen]) }
        var sealed: [String: String] = [:]
        for (name, value) in kept { sealed[name] = try await means.vault.seal(value) }
        return try Evidence(facts: ["seen": seen], recording: SealedFacts(sealed: sealed))
    }
}
