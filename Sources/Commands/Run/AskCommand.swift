internal import Basis
internal import Console
internal import Ports
internal import Updates

/// `belay approve`, `belay pause`, `belay abort` and `belay abandon`: what a person asks of an open run.
enum AskCommand {
    private static let run = Parameter<String?>.operand("RUN", "Which run (default: the open one)")
    private static let reason = Parameter<String?>.option("reason", "TEXT", "Why, for the records")

    static let approve = command(
        "approve", "Agree to what a run waits for",
        example: "belay approve k3f9x2ab", "The run goes on"
    ) { _ in .approve }
    static let pause = command(
        "pause", "Have a run finish the small act at hand and wait",
        example: "belay pause", "The open run of this project waits"
    ) { _ in .pause }
    static let abort = command(
        "abort", "Have a run go back", example: "belay abort --reason 'wrong evening'",
        "Everything that was done is undone"
    ) { _ in .abort }
    static let abandon = command(
        "abandon", "Accept the world as it stands and close the run",
        example: "belay abandon k3f9x2ab --reason 'mended by hand'", "Nothing is done or undone any more"
    ) { invocation throws(Failure) in
        guard let why = invocation.arguments[reason] else {
            let what = "a run is abandoned, and nobody says why"
            throw .wrongInput([
                Diagnostic(CommandCode.wrongMoment, what, at: .commandLine, remedy: "Add `--reason TEXT`.")
            ])
        }
        return .abandon(reason: why)
    }

    private static func command(
        _ name: String, _ about: String, example line: String, _ then: String,
        asking request: @escaping @Sendable (Invocation) throws(Failure) -> Request
    ) -> Command {
        Command(
            name: name, about: about,
            details: """
                If a process drives the run, it is told and does it; if none does, this command takes up the \
                run itself.
                """,
            parameters: [run.row, reason.row], examples: [.init(line: line, about: then)],
            waits: { _ in false }
        ) { invocation in try await ask(try request(invocation), invocation) }
    }

    /// Throws if the run waits for the word of somebody else.
    private static func refuse(
        _ person: Requester, unlessAskedBy run: RunID, in journal: any Journal
    ) async throws {
        let events = try await journal.entries(of: run, after: 0).map(\.event)
        let state = try Run.replaying(try await journal.opening(of: run).plan, events)
        guard case .paused(.approval(let step, _), _) = state.phase,
            case .approve(let question)? = state[step]?.step.action, !question.by.isEmpty,
            !question.by.contains(where: { $0.value == person.user })
        else { return }
        let names = question.by.map(\.value).joined(separator: ", ")
        let problem = Diagnostic(
            CommandCode.notAsked, "`\(person.user)` was not asked to agree to step \(step)",
            at: .thing("run \(run)"), why: "it asks \(names)")
        throw Failure(problems: [problem], exit: .paused)
    }

    private static func ask(_ request: Request, _ invocation: Invocation) async throws -> ExitCode {
        let desk = try await Desk(invocation)
        let summary = try await Records(journal: desk.journal, scope: desk.scope).run(
            invocation.arguments[run])
        guard summary.standing.isOpen else {
            let what = "run \(summary.run) is over: \(summary.standing.rawValue)"
            throw Failure.wrongInput([
                Diagnostic(CommandCode.wrongMoment, what, at: .thing("run \(summary.run)"))
            ])
        }
        let ticket = invocation.arguments[reason]
        let person = Operator(invocation.surroundings.variables).requester(ticket: ticket)
        if request == .approve { try await refuse(person, unlessAskedBy: summary.run, in: desk.journal) }
        do {
            return try await Running(desk: desk, invocation: invocation).resume(
                summary.run, asking: request, ticket: ticket)
        } catch let failure as Failure where failure.exit == .locked {
            try await desk.journal.post(request, by: person, to: summary.run)
            invocation.printer.show(AskedReport(run: summary.run, request: request))
            return .done
        }
    }
}
