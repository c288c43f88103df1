internal import Ports
internal import Updates

/// The name of one piece of work: run, step and attempt. Containers bear it, and programs carry it in their
/// environment, so that it can be found again by whoever comes after a crash.
struct TaskKey: Hashable, Sendable, CustomStringConvertible {
    /// What part of the step.
    enum Part: Hashable {
        case act, undo, observe
        /// What only reads on the way: the revision in force, the SQL that is about to run.
        case now, preview
        /// The second half of a migration that has two.
        case contraction
        /// One link of a smoke check.
        case check(String, Int)
    }

    /// Under which it stands in an environment.
    static let variable = "BELAY_TASK"

    private let run: RunID
    private let step: StepID
    private let attempt: Int
    private let part: Part

    init(_ step: PlannedStep, in situation: Situation, attempt: Int? = nil, _ part: Part = .act) {
        (run, self.step) = (situation.run, step.id)
        (self.attempt, self.part) = (attempt ?? situation.attempt, part)
    }

    /// `k3f9x2ab.3.1`, with what part it is behind it.
    var description: String {
        let base = "\(run).\(step).\(attempt)"
        return switch part {
        case .act: base
        case .undo: "\(base).undo"
        case .observe: "\(base).observe"
        case .now: "\(base).now"
        case .preview: "\(base).preview"
        case .contraction: "\(base).contract"
        case .check(let name, let link): "\(base).check.\(TaskKey.plain(name)).\(link)"
        }
    }

    /// The name of its container.
    var container: String { "belay-\(self)" }

    /// What names of containers can bear.
    private static func plain(_ name: String) -> String {
        String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
