internal import Basis
internal import Console
internal import Engine
internal import Ports
internal import Updates

/// Drives runs for commands: shows them, heeds signals, and says how they ended.
struct Running: Sendable {
    let desk: Desk
    let invocation: Invocation

    private var person: Operator { Operator(invocation.surroundings.variables) }

    /// Begins a run of a plan and drives it until it is over or waits.
    func start(_ plan: Plan, ticket: String?) async throws -> ExitCode {
        let time = SystemTime()
        guard let run = RunID(RandomName.text(length: 8)) else {
            preconditionFailure("eight small letters and digits are the name of a run")
        }
        let opening = RunOpening(
            run: run, scope: desk.scope, plan: plan, machine: Run.machine,
            binary: BuildFacts.ofThisProgram.version,
            requester: person.requester(ticket: ticket), time: time.now)
        return try await drive(plan) { driver in try await driver.start(opening) }
    }

    /// Takes up a run that was cut off or waits.
    func resume(_ run: RunID, asking request: Request?, ticket: String?) async throws -> ExitCode {
        let plan = try await desk.journal.opening(of: run).plan
        let requester = person.requester(ticket: ticket)
        return try await drive(plan) { driver in
            try await driver.resume(run, by: requester, asking: request)
        }
    }

    private func drive(
        _ plan: Plan, _ work: @Sendable (Driver) async throws -> RunEnding
    ) async throws -> ExitCode {
        let face = invocation.printer.face(of: plan)
        let ports = desk.ports
        let driver = Driver(
            journal: desk.journal, lock: ports.lock, identity: { try await ports.platform.identity() },
            performer: ports.performer, judge: ports.judge, keeper: ports.keeper, time: SystemTime(),
            observer: face, holder: person.holder)
        let began = ContinuousClock.now
        defer { face.finish() }
        do {
            let ending = try await Signals.heeding(first: driver.interrupt) { try await work(driver) }
            face.finish()
            return try conclude(ending, of: plan, after: began.duration(to: .now))
        } catch let error as EngineError {
            throw Failure(problems: [error.diagnostic], exit: error.exit)
        } catch let error as JournalError {
            throw Failure(problems: [error.diagnostic], exit: error.isHeld ? .locked : .failed)
        }
    }

    private func conclude(_ ending: RunEnding, of plan: Plan, after length: Duration) throws -> ExitCode {
        let problems = ending.problems
        guard ending.exit == .done else {
            let story = Diagnostic(
                EndingCode.untouched, "the run is \(ending.standing.rawValue)", at: .thing("run \(ending.id)")
            )
            throw Failure(problems: problems.isEmpty ? [story] : problems, exit: ending.exit)
        }
        for problem in problems { invocation.printer.notice(problem) }
        invocation.printer.show(RunReport(ending: ending, plan: plan, length: length))
        return .done
    }
}

extension EngineError {
    /// How a command ends that met it.
    fileprivate var exit: ExitCode {
        switch self {
        case .openRun: .paused
        case .otherMachine, .runOver: .failed
        case .otherTarget: .changed
        case .claimLost: .locked
        case .unwritten: .stranded
        }
    }
}

extension JournalError {
    /// Whether somebody else is at work.
    fileprivate var isHeld: Bool {
        switch problem {
        case .held, .superseded: true
        default: false
        }
    }
}
