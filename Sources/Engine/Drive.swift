internal import Basis
internal import Ports
internal import Updates

/// A run on its way. One task owns it: what runs beside works on values of its own and tells what came of it.
struct Drive {
    /// How often the inbox is looked into: soon enough for a person who waits, and cheap.
    private static let glance = Duration.seconds(1)

    private let ascent: Ascent
    private(set) var run: Run
    /// Who works on what.
    private var reins: [Intent: Rein] = [:]
    /// Why nothing is touched any more; what is at work still comes to its end.
    private var trouble: EngineError?
    private var unwritten: [RunEvent] = []
    /// What ends the watch over a step that is through; kept when it has ended, so that nobody asks twice.
    private var watches: [StepID: Rein] = [:]
    /// When the question was asked that the run waits for.
    private var askedAt: Int64 = 0

    init(driver: Driver, opening: RunOpening, run: Run, claims: Claims) {
        ascent = Ascent(driver: driver, opening: opening, claims: claims)
        self.run = run
    }

    private var driver: Driver { ascent.driver }
    private var opening: RunOpening { ascent.opening }
    private var claims: Claims { ascent.claims }

    /// Keeps of a journal what the run itself has no use for.
    mutating func remember(_ entries: [Entry]) { entries.forEach { note($0) } }

    /// Notes the new holder and what is asked, and drives on.
    consuming func taken(by requester: Requester, asking request: Request?) async throws -> RunEnding {
        try await append(.claimed(claims.epoch, by: requester))
        let mark = RunMark(
            run: opening.run, journal: driver.journal.location, host: driver.holder.host, epoch: claims.epoch)
        try await driver.lock.mark(mark, under: claims.lock)
        if let request { try await heed(request, of: requester, inbox: nil) }
        try await answer(try await driver.journal.requests(for: opening.run, after: run.inbox))
        await go()
        try confess()
        return RunEnding(id: opening.run, run: run)
    }

    private mutating func go() async {
        await withTaskGroup(of: Happening.self) { group in
            defer { group.cancelAll() }
            watch(in: &group)
            while true {
                await issue(in: &group)
                watchOver(in: &group)
                if reins.isEmpty, trouble != nil || run.isAtRest { break }
                guard let happening = await group.next() else { break }
                await take(happening, in: &group)
            }
        }
    }

    private func confess() throws {
        if case .unwritten(let id, _, let why)? = trouble {
            throw EngineError.unwritten(id, events: unwritten, why: why)
        }
        if let trouble { throw trouble }
    }

    // MARK: What is to be done

    private mutating func issue(in group: inout TaskGroup<Happening>) async {
        while trouble == nil, reins.count < Driver.lanesAtMost, let intent = run.due.first {
            do {
                switch intent {
                case .commit: try await append(.committed)
                case .finish(let standing):
                    await unmark()
                    try await append(.ended(standing))
                default: begin(intent, at: try await append(.intended(intent)), in: &group)
                }
            } catch {
                stop(.init(error, in: opening.run))
            }
        }
    }

    /// Nothing is touched behind this, so a stranger may come. A death now leaves no mark of what is over.
    private func unmark() async {
        await driver.besides("the mark of the open run stays on the target") {
            try await driver.lock.mark(nil, under: claims.lock)
        }
    }

    private mutating func begin(_ intent: Intent, at entry: Entry, in group: inout TaskGroup<Happening>) {
        let step = intent.step.flatMap { run[$0] }?.step
        if case .perform = intent, let step { endWatches(before: step) }
        let delay = Allowance.delay(before: intent, of: step)
        let allowance = delay + Allowance.of(intent, step)
        let rein = Rein(
            of: intent.step, until: driver.time.uptime + allowance + Allowance.grace, under: claims.lease,
            told: driver.observer)
        reins[intent] = rein
        let work = Work(
            ascent: ascent, run: run, intent: intent, rein: rein,
            deadline: driver.time.deadline(after: allowance), delay: delay, now: entry.time)
        group.addTask { await work.done() }
    }

    // MARK: What happened

    private mutating func take(_ happening: Happening, in group: inout TaskGroup<Happening>) async {
        do {
            switch happening {
            case .ended(let intent, let event):
                reins[intent] = nil
                if trouble != nil { unwritten.append(event) } else { try await append(event) }
            case .fenced(let intent, let why):
                reins[intent] = nil
                stop(.claimLost(opening.run, why: why))
            case .turned(let id, let why): try await turned(id, why)
            case .inbox(let requests):
                try await answer(readable(requests))
                glance(in: &group)
            case .renewed(let result):
                heedRenewal(result)
                renew(in: &group)
            case .interrupted:
                let signal = Requester(user: Driver.signal, host: driver.holder.host)
                try await heed(.pause, of: signal, inbox: nil)
            case .quiet: break
            }
        } catch {
            if case .ended(_, let event) = happening { unwritten.append(event) }
            stop(.init(error, in: opening.run))
        }
        holdBack()
    }

    /// Appends first and believes afterwards.
    @discardableResult
    private mutating func append(_ event: RunEvent) async throws -> Entry {
        var next = run
        next.step(event)
        let entry = try await driver.journal.append(
            event, leaving: next.standing, to: opening.run, under: claims.journal)
        run = next
        note(entry)
        driver.observer.noted(entry, of: run)
        return entry
    }

    private mutating func note(_ entry: Entry) {
        if case .performed(_, _, .blocked(.approval)) = entry.event { askedAt = entry.time }
    }

    /// Nothing is begun any more, and what is at work may not touch anything.
    private mutating func stop(_ error: EngineError) {
        trouble = trouble ?? error
        claims.lease.lose()
        for rein in reins.values { rein.pull(.fenced(error.diagnostic.what)) }
    }

    /// Pulls what the run no longer wants; what outlived its deadline and the grace after it is cancelled.
    private func holdBack() {
        let now = driver.time.uptime
        for intent in run.unwanted {
            reins[intent]?.pull(.unwanted)
            if intent.onlyReads { reins[intent]?.cut.ring() }
        }
        for rein in reins.values where rein.limit <= now {
            rein.pull(.late)
            rein.cut.ring()
        }
    }

    // MARK: What is watched

    /// Has every step that is through watched until the commit (rule 15).
    private mutating func watchOver(in group: inout TaskGroup<Happening>) {
        guard trouble == nil else { return }
        for step in run.steps where watches[step.id] == nil && run.isWatched(step.id) {
            let rein = Rein(
                of: step.id, until: driver.time.uptime + Allowance.watch, under: claims.lease,
                told: driver.observer)
            watches[step.id] = rein
            let work = Work(
                ascent: ascent, run: run, intent: .observe(step.id, attempt: step.attempts), rein: rein,
                deadline: driver.time.deadline(after: Allowance.watch), delay: .zero, now: driver.time.now)
            group.addTask { await work.turned(step.id) }
        }
    }

    /// Heeds a verdict, unless it came too late or the run itself changed what was watched.
    private mutating func turned(_ id: StepID, _ why: Diagnostic?) async throws {
        guard let why, trouble == nil, watches[id]?.pull == nil, run.isWatched(id) else { return }
        watches[id] = nil
        try await append(.turned(id, why))
    }

    /// What a later step changes itself is not held against the earlier one.
    private func endWatches(before step: PlannedStep) {
        for (id, rein) in watches {
            guard let earlier = run[id]?.step, step.mayChange(what: earlier) else { continue }
            rein.pull(.unwanted)
            rein.cut.ring()
        }
    }

    // MARK: What people ask

    private mutating func answer(_ requests: [PostedRequest]) async throws {
        for posted in requests where trouble == nil && posted.sequence > run.inbox {
            if case .ended = run.phase { return }
            try await heed(posted.request, of: posted.requester, inbox: posted.sequence)
        }
    }

    /// An answer that comes too late is none.
    private mutating func heed(_ request: Request, of requester: Requester, inbox: Int?) async throws {
        if case .ended = run.phase { return }
        if request == .approve, isTooLate {
            let nobody = Requester(user: "deadline", host: driver.holder.host, ticket: requester.ticket)
            try await append(.asked(.abort, by: nobody, inbox: inbox))
        } else {
            try await append(.asked(request, by: requester, inbox: inbox))
        }
    }

    private var isTooLate: Bool {
        guard case .paused(.approval(let id, _), _) = run.phase,
            case .approve(let question)? = run[id]?.step.action, let within = question.within?.value
        else { return false }
        return Duration.milliseconds(driver.time.now - askedAt) > within
    }

    private func readable(_ requests: Result<[PostedRequest], any Error>) -> [PostedRequest] {
        switch requests {
        case .success(let requests): return requests
        case .failure(let error):
            driver.observer.warned(Diagnostic(besides: "the inbox could not be read", error))
            return []
        }
    }

    // MARK: What goes on beside

    private func watch(in group: inout TaskGroup<Happening>) {
        let bell = driver.interruption
        group.addTask {
            await bell.heard()
            return Task.isCancelled ? .quiet : .interrupted
        }
        glance(in: &group)
        renew(in: &group)
    }

    private func glance(in group: inout TaskGroup<Happening>) {
        let (time, journal, id, last) = (driver.time, driver.journal, opening.run, run.inbox)
        group.addTask {
            do { try await time.sleep(for: Drive.glance) } catch { return .quiet }
            do { return .inbox(.success(try await journal.requests(for: id, after: last))) } catch {
                return .inbox(.failure(error))
            }
        }
    }

    /// Four times in the life of a claim: three may fail before it is lost.
    private func renew(in group: inout TaskGroup<Happening>) {
        let (driver, claims) = (driver, claims)
        group.addTask {
            do { try await driver.time.sleep(for: driver.timeToLive / 4) } catch { return .quiet }
            do { return .renewed(.success(try await driver.renew(claims))) } catch {
                return .renewed(.failure(error))
            }
        }
    }

    private mutating func heedRenewal(_ result: Result<Void, any Error>) {
        guard trouble == nil, case .failure(let error) = result else { return }
        let why = (error as? any Diagnosable)?.diagnostic.what ?? "\(error)"
        if error.fence != nil || claims.lease.isOver {
            stop(.claimLost(opening.run, why: why))
        } else {
            driver.observer.warned(Diagnostic(besides: "the claim could not be renewed", error))
        }
    }
}

extension Intent {
    /// Whether it can be cut anywhere without leaving anything.
    fileprivate var onlyReads: Bool {
        switch self {
        case .decide, .prepare, .judge, .observe, .record: true
        case .perform, .settle, .reverse, .tidyUp, .commit, .finish: false
        }
    }
}

extension Error {
    /// Why nothing may be touched any more, if a newer holder is the reason.
    fileprivate var fence: String? {
        if case .fenced(let why)? = self as? Standstill { return why }
        guard let error = self as? JournalError, case .superseded = error.problem else { return nil }
        return error.diagnostic.what
    }
}

extension EngineError {
    /// What the journal said when it was to write.
    fileprivate init(_ error: any Error, in run: RunID) {
        if let why = error.fence {
            self = .claimLost(run, why: why)
        } else if let known = error as? EngineError {
            self = known
        } else {
            let why =
                (error as? any Diagnosable)?.diagnostic
                ?? Diagnostic(EngineCode.unexpected, "\(error)", at: .thing("the journal"))
            self = .unwritten(run, events: [], why: why)
        }
    }
}
