internal import Basis
internal import Console
internal import Ports
internal import Updates

/// What a command about runs works with: the project, its records, and its target.
struct Desk: Sendable {
    let workplace: Workplace
    let journal: any Journal
    let ports: TargetPorts

    /// Opens everything that the command line means.
    init(_ invocation: Invocation) async throws {
        workplace = try Workplace(invocation)
        journal = try await invocation.adapters.journal(
            invocation.arguments[GlobalOptions.journal], invocation.surroundings)
        ports = try await invocation.adapters.target(
            workplace, journal, try invocation.statePlace, invocation.surroundings)
        for warning in ports.warnings { invocation.printer.notice(warning) }
    }

    /// Opens the project of a run that is taken up, whatever the command line means.
    init(_ invocation: Invocation, resuming run: RunSummary, in project: String) async throws {
        workplace = try Workplace(
            at: "\(project)/\(ProjectFiles.manifestName)", in: run.scope.environment, for: invocation)
        journal = try await invocation.adapters.journal(
            invocation.arguments[GlobalOptions.journal], invocation.surroundings)
        ports = try await invocation.adapters.target(
            workplace, journal, try invocation.statePlace, invocation.surroundings)
        for warning in ports.warnings { invocation.printer.notice(warning) }
    }

    /// Of what there is one run at a time.
    var scope: Scope { Scope(app: workplace.app, environment: workplace.environment) }

    /// The plan of a playbook for the world as it is.
    func plan(_ playbook: String, inputs: [String: String]) async throws -> Plan {
        let planning = Planning(
            workplace: workplace, ports: ports, records: try await journal.releases(of: scope),
            durations: try await StepTimes.known(of: playbook, in: scope, from: journal))
        return try await planning.plan(playbook, inputs: inputs)
    }
}

extension Invocation {
    /// Where Belay keeps what it must remember.
    fileprivate var statePlace: StatePlace {
        get throws(Failure) { try StatePlace(arguments[GlobalOptions.journal], in: surroundings) }
    }
}
