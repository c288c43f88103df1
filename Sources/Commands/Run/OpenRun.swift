internal import Basis
internal import Console
internal import Engine
internal import Ports
internal import Updates

/// What becomes of a run that is still open when another one is wanted: one that was cut off is taken up, if
/// somebody says so; one that waits goes on waiting.
struct OpenRun {
    /// As long as a person needs to read what is asked.
    private static let patience = Duration.seconds(60)

    let desk: Desk
    let invocation: Invocation

    /// Takes the open run up and says how that ended; nil if none is open. Throws if there is one and nobody
    /// wants it taken up.
    func takenUp(by agreed: RunOptions) async throws -> ExitCode? {
        guard let open = try await desk.journal.runs(of: desk.scope, limit: 1).first, open.standing.isOpen
        else { return nil }
        let running = Running(desk: desk, invocation: invocation)
        try await running.refuseIfHeld()
        switch open.standing {
        case .advancing, .retreating, .committed:
            if agreed.hasAgreed { break }
            let question = Question(
                "Run \(open.run) (\(open.playbook)) was cut off. Take it up?", answers: ["yes", "no"],
                silence: "no", after: OpenRun.patience)
            guard await invocation.printer.ask(question) == "yes" else { throw refusal(open) }
        default: throw refusal(open)
        }
        return try await running.resume(open.run, asking: nil, ticket: agreed.ticket)
    }

    private func refusal(_ open: RunSummary) -> Failure {
        Failure(problems: [EngineError.openRun(open).diagnostic], exit: .paused)
    }
}
