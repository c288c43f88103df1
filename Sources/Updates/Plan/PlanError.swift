package import Basis

/// Why there is no plan, with what there is to say about it.
package enum PlanError: Error, Hashable, Sendable {
    /// No playbook of a name; the nearest one, if any is near.
    case unknownPlaybook(String, nearest: String?)
    /// An input that a playbook does not have.
    case unknownInput(String, of: String, nearest: String?)
    /// An input that must be given.
    case missingInput(String, of: String)
    /// A value that an input cannot take.
    case impossibleInput(String, value: String, of: String)
    /// A value that is known only while the plan runs.
    case knownTooLate(ExpressionError)
    /// A step would have to take a service away because of a port of the host, and nobody allowed it.
    case needsDowntime(service: String, port: Int, step: String)
    /// Calls below calls.
    case tooDeep(String)
    /// More steps than a run may have.
    case tooLong(Int)
    /// The schema of a release that nothing takes back to that of an earlier one.
    case noWayBack(from: String, to: String)
}

extension PlanError: Diagnosable {
    /// The error in words.
    package var diagnostic: Diagnostic {
        switch self {
        case .unknownPlaybook(let name, let nearest):
            Diagnostic(
                PlanCode.unknownPlaybook, "there is no playbook `\(name)`", at: .thing(name),
                remedy: nearest.map { "Did you mean `\($0)`?" })
        case .unknownInput(let name, let playbook, let nearest):
            Diagnostic(
                PlanCode.wrongInput, "`\(playbook)` has no input `\(name)`", at: .thing(playbook),
                remedy: nearest.map { "Did you mean `\($0)`?" })
        case .missingInput(let name, let playbook):
            Diagnostic(
                PlanCode.wrongInput, "`\(playbook)` needs the input `\(name)`", at: .thing(playbook),
                remedy: "Add `--input \(name)=VALUE`.")
        case .impossibleInput(let name, let value, let playbook):
            Diagnostic(
                PlanCode.wrongInput, "`\(value)` is not a possible value of the input `\(name)`",
                at: .thing(playbook))
        case .knownTooLate(let error):
            Diagnostic(
                PlanCode.knownTooLate, "what the plan shall be depends on `\(error.what)`",
                at: .text(error.span, line: nil), why: "it is known only while the plan runs")
        case .needsDowntime(let service, let port, let step):
            Diagnostic(
                PlanCode.needsDowntime, "`\(service)` cannot be replaced without a pause", at: .thing(step),
                why: "it takes the host's port \(port), and no switch stands in front of it")
        case .tooDeep(let name):
            Diagnostic(
                PlanCode.tooDeep, "playbooks call each other more than \(Planner.depthLimit) deep",
                at: .thing(name))
        case .noWayBack(let from, let to):
            Diagnostic(
                PlanCode.noWayBack, "the schema of \(from) cannot go back to that of \(to)", at: .thing(to),
                why: "the migrations have no way down")
        case .tooLong(let count):
            Diagnostic(
                PlanCode.tooLong, "the plan has more than \(Planner.stepLimit) steps: at least \(count)",
                at: .thing("plan"))
        }
    }
}

extension ExpressionError {
    fileprivate var what: String {
        switch self {
        case .noValue(let name): name.value.description
        case .incomparable(let one, let sign, let other, _):
            "\(one.rawValue) \(sign.rawValue) \(other.rawValue)"
        case .notACondition(let type, _): type.rawValue
        }
    }

    fileprivate var span: Span {
        switch self {
        case .noValue(let name): name.span
        case .incomparable(_, _, _, let span), .notACondition(_, let span): span
        }
    }
}
