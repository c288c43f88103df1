package import Basis
package import Ports
package import Updates

/// Why the engine does not begin a run, or stops acting in the midst of one.
package enum EngineError: Error, Hashable, Sendable {
    /// Another run is open.
    case openRun(RunSummary)
    /// Another machine began it.
    case otherMachine(RunID, machine: Int, binary: String)
    /// Another target answers.
    case otherTarget(wanted: TargetIdentity, found: TargetIdentity)
    /// The run is over.
    case runOver(RunID, Standing)
    /// The claim is no longer ours, or can no longer be proved.
    case claimLost(RunID, why: String)
    /// The journal fails: what was being done, and what came of it that stands nowhere.
    case unwritten(RunID, events: [RunEvent], why: Diagnostic)
}

extension EngineError: Diagnosable {
    /// The error in words.
    package var diagnostic: Diagnostic {
        switch self {
        case .openRun(let open):
            Diagnostic(
                EngineCode.openRun, "run \(open.run) (\(open.playbook)) is open on \(open.scope)",
                at: .thing("run \(open.run)"), why: "it is \(open.standing.rawValue)",
                remedy: "Finish it with `belay resume \(open.run)`, or turn it round with `belay rollback`.")
        case .otherMachine(let run, let machine, let binary):
            Diagnostic(
                EngineCode.otherMachine, "run \(run) was begun by Belay \(binary)", at: .thing("run \(run)"),
                why: "its journal is for machine \(machine), and this Belay has machine \(Run.machine)",
                remedy: "Finish it with `belay resume \(run)` of Belay \(binary).")
        case .otherTarget(let wanted, let found):
            Diagnostic(
                EngineCode.otherTarget, "this is not the target of the plan", at: .thing(found.name),
                why: "the plan is for \(wanted.kind) \(wanted.id), and \(found.kind) \(found.id) answers")
        case .runOver(let run, let standing):
            Diagnostic(
                EngineCode.runOver, "run \(run) is over: \(standing.rawValue)", at: .thing("run \(run)"),
                remedy: "See how it ended with `belay show \(run)`.")
        case .claimLost(let run, let why):
            Diagnostic(
                EngineCode.claimLost, "run \(run) is no longer ours to act in", at: .thing("run \(run)"),
                why: why)
        case .unwritten(let run, let events, let why):
            Diagnostic(
                EngineCode.unwritten,
                "the journal of run \(run) cannot be written, so nothing is touched any more",
                at: .thing("run \(run)"), why: EngineError.words(events, why),
                remedy: "\(why.remedy) Then `belay resume \(run)`.")
        }
    }

    private static func words(_ events: [RunEvent], _ why: Diagnostic) -> String {
        let lost = events.map { "\($0)" }.joined(separator: "; ")
        return why.what + (lost.isEmpty ? "" : "; unwritten is: \(lost)")
    }
}
