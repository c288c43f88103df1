internal import Basis
internal import Console
internal import Ports
internal import Updates

/// `belay resume`.
enum ResumeCommand {
    private static let run = Parameter<String?>.operand("RUN", "Which run (default: the open one)")
    private static let all = Parameter<Bool>.flag("all", "Every run in the journal that was cut off")
    private static let unattended = Parameter<Bool>.flag(
        "unattended", "Nobody is there: what waits for a person goes on waiting")

    static let command = Command(
        name: "resume",
        about: "Take up a run that was cut off or waits, and finish or undo it",
        details: """
            What was cut off in the midst of a step is looked at first: it is awaited, taken as done, done \
            again, or undone. With --all --unattended it is what the systemd unit runs at boot.
            """,
        parameters: [run.row, all.row, unattended.row, RunOptions.ticket.row],
        examples: [
            .init(line: "belay resume", about: "The open run of this project"),
            .init(line: "belay resume --all --unattended", about: "After a reboot"),
        ],
        waits: { _ in false }
    ) { invocation in
        let ticket = invocation.arguments[RunOptions.ticket]
        if invocation.arguments[all] { return try await resumeAll(invocation, ticket: ticket) }
        let desk = try await Desk(invocation)
        let records = Records(journal: desk.journal, scope: desk.scope)
        let open = try await records.run(invocation.arguments[run])
        guard open.standing.isOpen else {
            invocation.printer.show(
                StatusReport(
                    scope: desk.scope, journal: desk.journal.location, latest: open,
                    release: try await desk.journal.releases(of: desk.scope).first {
                        $0.outcome == .committed
                    }))
            return .done
        }
        let isUnattended = invocation.arguments[unattended]
        return try await Running(desk: desk, invocation: invocation).resume(
            open.run, asking: open.request(isUnattended: isUnattended), ticket: ticket)
    }

    /// Each in its turn; the first that did not get through decides the exit code.
    private static func resumeAll(_ invocation: Invocation, ticket: String?) async throws -> ExitCode {
        let journal = try await invocation.adapters.journal(
            invocation.arguments[GlobalOptions.journal], invocation.surroundings)
        var worst = ExitCode.done
        for open in try await journal.runs(of: nil, limit: Records.searchLimit) where open.standing.isOpen {
            do {
                let project = try await journal.opening(of: open.run).plan.project
                let desk = try await Desk(invocation, resuming: open, in: project)
                let exit = try await Running(desk: desk, invocation: invocation).resume(
                    open.run, asking: open.request(isUnattended: invocation.arguments[unattended]),
                    ticket: ticket)
                if worst == .done { worst = exit }
            } catch {
                let failure = Failure(error, in: "belay resume \(open.run)")
                failure.problems.forEach(invocation.printer.notice)
                if worst == .done { worst = failure.exit }
            }
        }
        return worst
    }
}

extension RunSummary {
    /// What a person who resumes a run means by it: one that waits shall go on. Unattended, one that a person
    /// paused goes on waiting.
    fileprivate func request(isUnattended: Bool) -> Request? {
        !isUnattended && (standing == .paused || standing == .stranded) ? .proceed : nil
    }
}
