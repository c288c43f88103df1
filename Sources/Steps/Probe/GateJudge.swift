internal import Basis
package import Ports
package import Updates

/// Asks a gate's question as often as the gate says, and judges.
package struct GateJudge: Judge {
    /// More warnings than that say nothing new.
    private static let warningLimit = 10

    private let means: Means

    /// With these means.
    package init(_ means: Means) { self.means = means }

    /// Whether a condition holds, by what is known when the step's turn comes.
    package func decide(_ condition: Expression, of step: PlannedStep, in situation: Situation) async throws
        -> Bool
    {
        try Fill(step, in: situation, vault: means.vault).truth(of: condition)
    }

    /// The verdict, with what was seen last.
    package func judge(_ gate: Gate, after step: PlannedStep, in situation: Situation) async throws -> Verdict
    {
        if gate.question == .wait { return try await wait(gate.patience.lasting ?? .zero, situation) }
        let begun = ContinuousClock.now
        var progress = GateProgress(gate.patience)
        var last = Answer.failed("it was not asked once")
        var warnings: [Diagnostic] = []
        while true {
            let start = begun.duration(to: .now)
            let isOver = situation.deadline.hasPassed ? .outOfTime : progress.overdue(at: start)
            if let isOver { return verdict(isOver, progress, last, gate, warnings) }
            let left = min(progress.left(at: start), situation.deadline.remaining)
            do { last = try await ask(gate, step, situation, left) } catch let failure as GateFailure {
                return .failed(failure.diagnostic)
            } catch let failure as FillFailure { return .failed(failure.diagnostic) }
            for warning in last.warnings where !warnings.contains(warning) { warnings.append(warning) }
            warnings = Array(warnings.suffix(GateJudge.warningLimit))
            if let decision = progress.take(last.holds, at: begun.duration(to: .now)) {
                return verdict(decision, progress, last, gate, warnings)
            }
            situation.leash.tell(.said("\(gate.text): \(last.seen)"))
            let pause = progress.next(after: start) - begun.duration(to: .now)
            try await Task.sleep(for: max(.zero, min(pause, situation.deadline.remaining)))
        }
    }

    /// One try, with names filled anew: what one try captured is nothing to the next.
    private func ask(_ gate: Gate, _ step: PlannedStep, _ situation: Situation, _ left: Duration)
        async throws -> Answer
    {
        let asker = Asker(
            means: means, fill: Fill(step, in: situation, vault: means.vault), gate: gate,
            latest: .after(left))
        do { return try await asker.answer() } catch is DeadlinePassed {
            return .failed("there was no answer in its time")
        } catch let failure as GateFailure { throw failure } catch let failure as FillFailure {
            throw failure
        } catch let error as any Diagnosable {
            let diagnostic = error.diagnostic
            let words = [diagnostic.what, diagnostic.why].compactMap { $0 }.joined(separator: ": ")
            return .failed(asker.fill.scrub(words).excerpt)
        }
    }

    private func wait(_ duration: Duration, _ situation: Situation) async throws -> Verdict {
        guard duration <= situation.deadline.remaining else { throw DeadlinePassed() }
        try await Task.sleep(for: duration)
        return .passed(seen: "\(duration.text) went by", warnings: [])
    }

    private func verdict(
        _ decision: GateProgress.Decision, _ progress: GateProgress, _ last: Answer, _ gate: Gate,
        _ warnings: [Diagnostic]
    ) -> Verdict {
        let times = progress.tries == 1 ? "1 try" : "\(progress.tries) tries"
        let what: String
        var code = GateCode.failed
        switch decision {
        case .passed:
            let forgiven = progress.failures == 0 ? "" : ", \(progress.failures) of them failed"
            return .passed(seen: "\(last.seen) (\(times)\(forgiven))", warnings: warnings)
        case .failedInARow(let count): what = "it failed \(count) times in a row in \(times)"
        case .failedTooOften(let count): what = "it failed \(count) times in \(times)"
        case .outOfTime: (what, code) = ("it was not satisfied in its time, in \(times)", .outOfTime)
        }
        return .failed(
            Diagnostic(code, "\(gate.text): \(what)", at: .text(gate.span, line: nil), why: last.seen))
    }
}
