internal import Basis
package import Ports
package import Updates

/// Tells a run in plain lines, one for everything that matters to whoever waits for it.
package struct RunTeller: Sendable {
    private let names: [StepID: String]
    private var began: [StepID: Int64] = [:]

    /// A teller of the runs of a plan.
    package init(_ plan: Plan) {
        names = Dictionary((plan.steps + plan.always).map { ($0.id, $0.name) }) { first, _ in first }
    }

    /// The line for an entry; nil where there is nothing to tell.
    package mutating func line(for entry: Entry) -> String? {
        switch entry.event {
        case .claimed(let epoch, let requester):
            epoch.number > 1 ? "\(requester.user) on \(requester.host) is at work (epoch \(epoch))" : nil
        case .intended(let intent): line(for: intent, at: entry.time)
        case .decided(let id, .holdsNot): "\(title(id)): passed over, its `when` does not hold"
        case .decided(let id, .undecided(let problem)): "\(title(id)): \(problem.what)"
        case .decided(_, .holds), .recorded(.done), .tidied(_, .done), .prepared(_, .done): nil
        case .prepared(let id, let outcome): line(for: outcome, of: title(id), after: nil)
        case .performed(let id, _, let outcome):
            line(for: outcome, of: title(id), after: began[id].map { entry.time - $0 })
        case .observed(let id, _, let observation): "\(title(id)): \(words(for: observation))"
        case .judged(let id, _, .passed(let seen, _)): "\(title(id)): its gate held (\(seen))"
        case .judged(let id, _, .failed(let problem)): "\(title(id)): its gate did not hold: \(problem.what)"
        case .judged(_, _, .cancelled): nil
        case .turned(let id, let problem): "\(title(id)): no longer holds: \(problem.what)"
        case .reversed(let id, _, .done): "\(title(id)): taken back"
        case .reversed(let id, _, let outcome): line(for: outcome, of: "\(title(id)), going back", after: nil)
        case .recorded(let outcome): line(for: outcome, of: "the record of the release", after: nil)
        case .tidied(let id, let outcome): line(for: outcome, of: "what \(title(id)) left over", after: nil)
        case .asked(let request, let requester, _): "\(requester.user) asks: \(request.word)"
        case .committed: "committed: from here on only forward"
        case .ended(let standing): "the run is over: \(standing.rawValue)"
        }
    }

    /// The line for what a step tells while it is at work.
    package func line(for progress: Progress, of id: StepID) -> String {
        switch progress {
        case .said(let text): "\(title(id)): \(text)"
        case .counted(let what, let done, let all): "\(title(id)): \(what) \(done) of \(all)"
        }
    }

    private func title(_ id: StepID) -> String { "[\(id)] \(names[id] ?? "step")" }

    private mutating func line(for intent: Intent, at time: Int64) -> String? {
        switch intent {
        case .perform(let id, let attempt):
            began[id] = time
            return attempt == 1 ? "\(title(id)) begins" : "\(title(id)) begins again, attempt \(attempt)"
        case .reverse(let id, let attempt):
            return attempt == 1 ? "\(title(id)): going back" : "\(title(id)): going back, try \(attempt)"
        case .judge(let id, _): return "\(title(id)): asking its gate"
        case .settle(let id, _): return "\(title(id)): still at work from before; waiting for it"
        case .decide, .prepare, .observe, .record, .tidyUp, .commit, .finish: return nil
        }
    }

    private func line(for outcome: Outcome, of title: String, after milliseconds: Int64?) -> String {
        switch outcome {
        case .done:
            guard let milliseconds else { return "\(title): done" }
            return "\(title): done after \(Duration.milliseconds(max(0, milliseconds)).rounded.text)"
        case .failed(let problem): return "\(title): failed: \(words(for: problem))"
        case .timedOut(let problem): return "\(title): not done in its time: \(words(for: problem))"
        case .cancelled: return "\(title): ended as it was told to"
        case .blocked(let pause): return "\(title): waits: \(pause.words)"
        }
    }

    private func words(for problem: Diagnostic) -> String {
        problem.why.map { "\(problem.what) (\($0))" } ?? problem.what
    }

    private func words(for observation: Observation) -> String {
        switch observation {
        case .absent: "was not done before the interruption"
        case .running: "is still at work"
        case .done: "was done before the interruption"
        case .cancelled: "nobody looked to the end"
        case .unclear(let why): "nobody can tell whether it was done: \(why)"
        }
    }
}

extension Duration {
    /// To a tenth of a second: what people read of a step.
    fileprivate var rounded: Duration {
        let tenths = components.seconds * 10 + components.attoseconds / 100_000_000_000_000_000
        return tenths == 0 ? self : .milliseconds(tenths * 100)
    }
}
