internal import Basis

/// Why there is no plan.
package enum PlanCode: String, CaseIterable, DiagnosticCode {
    /// No playbook of that name.
    case unknownPlaybook = "plan.unknown-playbook"
    /// No environment of that name, or none named where there are several.
    case unknownEnvironment = "plan.unknown-environment"
    /// An input that the playbook does not have, that is missing, or that has an impossible value.
    case wrongInput = "plan.wrong-input"
    /// Something must be known before the run and is known only in it.
    case knownTooLate = "plan.known-too-late"
    /// Playbooks that call each other without end.
    case tooDeep = "plan.too-deep"
    /// More steps than anybody reads.
    case tooLong = "plan.too-long"
    /// A roll that cannot be done without a pause that nobody allowed.
    case needsDowntime = "plan.needs-downtime"
    /// A step was left out because the manifest has nothing for it.
    case leftOut = "plan.left-out"
    /// A service that pauses while it is replaced.
    case pauses = "plan.pauses"
    /// From this step on there is no complete way back.
    case pointOfNoReturn = "plan.point-of-no-return"
    /// A way back that nobody ever went.
    case untriedWayBack = "plan.untried-way-back"
    /// The schema stays while the code goes back.
    case schemaStays = "plan.schema-stays"
    /// The schema cannot go back.
    case noWayBack = "plan.no-way-back"

    /// What the code means.
    package var summary: String {
        switch self {
        case .unknownPlaybook: "There is no playbook of that name."
        case .unknownEnvironment: "It is not clear which environment is meant."
        case .wrongInput: "A playbook was given something that it cannot take, or not given what it needs."
        case .knownTooLate: "A value decides what the plan is, but is known only while it runs."
        case .tooDeep: "Playbooks call each other deeper than anybody means to."
        case .tooLong: "The plan has more steps than a run may have."
        case .needsDowntime:
            "A service cannot be replaced without a pause, and the playbook does not allow one."
        case .leftOut: "The manifest has nothing that a step could do, so the step is left out."
        case .pauses: "A service must not run twice, so it pauses while it is replaced."
        case .pointOfNoReturn: "Nothing takes a step of the plan back."
        case .untriedWayBack: "A migration has a way back that was never tried."
        case .schemaStays: "The code goes back and the schema stays: the old code can live with it."
        case .noWayBack: "The old code cannot live with the schema, and nothing takes the schema back."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .unknownPlaybook: "Run `belay plan` for the standard playbook, or name one of `playbooks/`."
        case .unknownEnvironment: "Name one with `--env`, or set `default:` in belay.yml."
        case .wrongInput: "Give each input as `--input NAME=VALUE`; the playbook lists them under `inputs:`."
        case .knownTooLate: "Use inputs, `app` or `env` there; what steps find is known only while they run."
        case .tooDeep: "Have a playbook call fewer others, one below the other."
        case .tooLong: "Split the playbook, and run its parts one after the other."
        case .needsDowntime:
            "Put a switch in front of it (`traffic:`), or write `downtime: allowed` in the roll."
        case .leftOut: "Nothing, if that is as it should be; else name it in belay.yml."
        case .pauses:
            "Nothing, if a pause is acceptable; `exclusive: false` says that two of it may run at once."
        case .pointOfNoReturn: "Put it last, or give it an `undo:`."
        case .untriedWayBack: "Try it where nothing is lost: `belay migrate`, then `belay migrate --down 1`."
        case .schemaStays: "Nothing; `belay migrate --down N` takes it back later, if that is wanted."
        case .noWayBack:
            "Restore the backup that was made before the update (`belay backups`), then run `belay rollback`."
        }
    }
}
