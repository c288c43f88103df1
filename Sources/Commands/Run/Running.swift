internal import Basis
internal import Console
internal import Engine
internal import Glibc
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
            Mistake.trap("eight small letters and digits are the name of a run")
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

    /// Throws if a process holds the claim, and is at work.
    func refuseIfHeld() async throws {
        do {
            let claim = try await desk.journal.claim(
                desk.scope, by: person.holder, after: nil, timeToLive: Driver.timeToLive)
            try await desk.journal.release(claim)
        } catch let error as JournalError { throw error.failure }
    }

    private func drive(
        _ plan: Plan, _ work: @Sendable (Driver) async throws -> RunEnding
    ) async throws -> ExitCode {
        let began = ContinuousClock.now
        var (ending, isFromKeyboard) = try await driven(plan, work)
        // Whoever pressed Ctrl-C is asked what for; where nobody can be asked, the run waits.
        while isFromKeyboard, ending.pause == .interrupt(by: Driver.signal),
            let wish = await invocation.printer.ask(Running.question), wish != Running.pause
        {
            let (run, request) = (ending.id, wish == Running.back ? Request.abort : .proceed)
            let requester = person.requester(ticket: nil)
            (ending, isFromKeyboard) = try await driven(plan) { driver in
                try await driver.resume(run, by: requester, asking: request)
            }
        }
        return try conclude(ending, of: plan, after: began.duration(to: .now))
    }

    private static let (back, pause) = ("back", "pause")
    private static let question = Question(
        "Interrupted: shall the run go back, pause, or continue?", answers: [back, pause, "continue"],
        silence: back, after: .seconds(10))

    /// Drives until the engine lets go; whether Ctrl-C was pressed meanwhile.
    private func driven(
        _ plan: Plan, _ work: @Sendable (Driver) async throws -> RunEnding
    ) async throws -> (ending: RunEnding, isFromKeyboard: Bool) {
        let face = invocation.printer.face(of: plan)
        let ports = desk.ports
        let driver = Driver(
            journal: desk.journal, lock: ports.lock, identity: { try await ports.platform.identity() },
            performer: WindowKeeper(performer: ports.performer), judge: ports.judge, keeper: ports.keeper,
            time: SystemTime(),
            observer: face, holder: person.holder)
        let key = Guarded(false)
        defer { face.finish() }
        let first = { @Sendable (signal: Int32) in
            if signal == SIGINT { key.withLock { $0 = true } }
            driver.interrupt()
        }
        do {
            let ending = try await Signals.heeding(first: first) { try await work(driver) }
            return (ending, key.withLock { $0 })
        } catch let error as EngineError {
            throw Failure(problems: [error.diagnostic], exit: error.exit)
        } catch let error as JournalError {
            throw error.failure
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
    /// How a command ends that met it: somebody else may be at work.
    fileprivate var failure: Failure {
        switch problem {
        case .held, .superseded: Failure(problems: [diagnostic], exit: .locked)
        default: Failure(problems: [diagnostic], exit: .failed)
        }
    }
}
