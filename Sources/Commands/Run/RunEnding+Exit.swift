internal import Basis
internal import Engine
internal import Updates

extension RunEnding {
    /// How the command ends.
    var exit: ExitCode {
        switch standing {
        case .succeeded, .abandoned: .done
        case .failed: .failed
        case .rolledBack: .undone
        case .stranded, .stopped: .stranded
        case .paused: .paused
        case .advancing, .retreating, .committed: .stranded
        }
    }

    /// What there is to say when it did not simply get through: the first failure, what stands, what is next.
    var problems: [Diagnostic] {
        let first = failure.map { [$0.diagnostic] } ?? []
        return first + lateFailures.map(\.diagnostic) + (conclusion.map { [$0] } ?? [])
    }

    private var conclusion: Diagnostic? {
        let place = Place.thing("run \(id)")
        let next = nextCommand.map { "Then: \($0)." }
        return switch run.phase {
        case .paused(let pause, let direction):
            Diagnostic(
                EndingCode.paused, "the run waits \(pause.words)", at: place,
                why: direction == .back ? "it is on its way back" : nil,
                remedy: nextCommand.map { "Go on with `\($0)`, or back with `belay abort \(id)`." },
                severity: .warning)
        case .stranded(let stranding):
            Diagnostic(
                EndingCode.stranded, "the run can go neither on nor back by itself", at: place,
                why: words(for: stranding), remedy: next)
        default: conclusionOfEnd
        }
    }

    private var conclusionOfEnd: Diagnostic? {
        let place = Place.thing("run \(id)")
        return switch standing {
        case .rolledBack:
            Diagnostic(
                EndingCode.undone, "everything that the run had done was undone", at: place,
                severity: .warning)
        case .stopped:
            Diagnostic(
                EndingCode.stopped, "everything was left as it stands, as the playbook says", at: place,
                why: words(for: standingSteps))
        case .failed:
            Diagnostic(
                EndingCode.untouched, "the run failed before it had touched anything", at: place,
                severity: .note)
        default: nil
        }
    }

    private func words(for stranding: Stranding) -> String {
        let remnants = stranding.remnants.map { "\(name(of: $0.step)) stands: \($0.diagnostic.what)" }
        let held = stranding.held.map { "\(name(of: $0)) was not tried" }
        let barriers = stranding.barriers.map { barrier in
            switch barrier {
            case .passed(let step): "nothing takes \(name(of: step)) back, and it was done"
            case .unclear(let step): "nobody can tell whether \(name(of: step)) was done"
            }
        }
        return (remnants + held + barriers).joined(separator: "; ")
    }

    private func words(for steps: [StepRun]) -> String? {
        guard !steps.isEmpty else { return nil }
        return "these steps stand: " + steps.map { "\($0.step.name) (\($0.id))" }.joined(separator: ", ")
    }

    private func name(of step: StepID) -> String { "step \(step) (\(run[step]?.step.name ?? "unknown"))" }
}
