internal import Basis
internal import Ports
internal import Updates

/// The journal as one process sees it.
struct SimulatedJournal: Journal {
    let process: SimulatedProcess
    let scene: Scene

    var location: String { "memory" }

    func claim(_ scope: Scope, by holder: Holder, after epoch: Epoch?, timeToLive: Duration)
        async throws -> Claim
    {
        try await process.call {
            let now = scene.clock.uptime
            return try scene.store.withState { state in
                let place = state.tenure(of: scope)
                let seen = state.tenures[place]
                if let other = seen.holder, other != holder, !scene.isDead(other),
                    seen.renewed + seen.timeToLive > now
                {
                    let run = state.openRun(of: scope)
                    throw JournalError(
                        .held(scope, by: other, epoch: Epoch(seen.epoch), run: run), at: location)
                }
                let next = max(seen.epoch, epoch?.number ?? 0) + 1
                state.tenures[place] = .init(
                    scope: scope, epoch: next, holder: holder, renewed: now, timeToLive: timeToLive)
                return Claim(scope: scope, holder: holder, epoch: Epoch(next))
            }
        }
    }

    func renew(_ claim: Claim) async throws {
        try await write(under: claim) { state in
            state.tenures[state.tenure(of: claim.scope)].renewed = scene.clock.uptime
        }
    }

    func release(_ claim: Claim) async throws {
        try await process.call {
            scene.store.withState { state in
                let place = state.tenure(of: claim.scope)
                if state.tenures[place].epoch == claim.epoch.number { state.tenures[place].holder = nil }
            }
        }
    }

    func begin(_ opening: RunOpening, under claim: Claim) async throws {
        try await write(under: claim) { state in
            guard state.openings[opening.run] == nil else {
                throw JournalError(.runExists(opening.run), at: location)
            }
            state.openings[opening.run] = opening
            state.entries[opening.run] = []
            state.standings[opening.run] = .advancing
            state.order.append(opening.run)
        }
    }

    @discardableResult
    func append(
        _ event: RunEvent, leaving standing: Standing, to run: RunID, under claim: Claim
    ) async throws -> Entry {
        if scene.store.withState({ $0.isFull }) || scene.dice.falls(process.faults.unwritable) {
            throw JournalError(.full(needed: nil), at: location)
        }
        scene.ledger.countEntry()
        return try await write(under: claim) { state in
            guard state.standings[run]?.isOpen == true else {
                throw JournalError(
                    state.standings[run] == nil ? .unknownRun(run) : .runOver(run), at: location)
            }
            let entry = Entry(
                sequence: (state.entries[run]?.count ?? 0) + 1, time: scene.clock.now, event: event)
            guard !isLost(event) else { return entry }
            state.entries[run, default: []].append(entry)
            state.standings[run] = standing
            state.follow(event)
            if scene.bug == .outcomeFirst, case .intended(.perform(let id, let attempt)) = event {
                let done = RunEvent.performed(id, attempt: attempt, .done(Evidence()))
                let early = Entry(sequence: entry.sequence + 1, time: entry.time, event: done)
                state.entries[run, default: []].append(early)
            }
            return entry
        }
    }

    func opening(of run: RunID) async throws -> RunOpening {
        try await process.call {
            guard let opening = scene.store.withState({ $0.openings[run] }) else {
                throw JournalError(.unknownRun(run), at: location)
            }
            return opening
        }
    }

    func entries(of run: RunID, after sequence: Int) async throws -> [Entry] {
        try await process.call {
            guard let entries = scene.store.withState({ $0.entries[run] }) else {
                throw JournalError(.unknownRun(run), at: location)
            }
            return Array(entries.dropFirst(sequence))
        }
    }

    func runs(of scope: Scope?, limit: Int) async throws -> [RunSummary] {
        try await process.call {
            scene.store.withState { state in
                let wanted = state.order.reversed().filter { run in
                    scope == nil || state.openings[run]?.scope == scope
                }
                return wanted.prefix(limit).compactMap { state.summary(of: $0) }
            }
        }
    }

    func record(_ release: ReleaseRecord, under claim: Claim) async throws {
        try await write(under: claim) { state in
            state.releases.removeAll { $0.record.run == release.run }
            state.releases.append((claim.scope, release))
        }
    }

    func releases(of scope: Scope) async throws -> [ReleaseRecord] {
        try await process.call {
            scene.store.withState { $0.releases.filter { $0.scope == scope }.map(\.record).reversed() }
        }
    }

    func post(_ request: Request, by requester: Requester, to run: RunID) async throws {
        try await process.call {
            try scene.store.withState { state in
                guard state.openings[run] != nil else { throw JournalError(.unknownRun(run), at: location) }
                state.post(request, by: requester, to: run)
            }
        }
    }

    func requests(for run: RunID, after sequence: Int) async throws -> [PostedRequest] {
        try await process.call {
            try scene.store.withState { state in
                guard state.openings[run] != nil else { throw JournalError(.unknownRun(run), at: location) }
                return (state.inbox[run] ?? []).filter { $0.sequence > sequence }
            }
        }
    }

    /// Whether a planted bug keeps an event from the disk.
    private func isLost(_ event: RunEvent) -> Bool {
        switch (scene.bug, event) {
        case (.noIntent, .intended(.perform)), (.noEnd, .ended), (.outcomeFirst, .performed): true
        default: false
        }
    }

    private func write<Value: Sendable>(
        under claim: Claim, _ change: (inout SimulatedStore.State) throws -> Value
    ) async throws -> Value {
        try await process.call {
            try scene.store.withState { state in
                let found = state.tenures[state.tenure(of: claim.scope)]
                guard found.epoch == claim.epoch.number, found.holder == claim.holder else {
                    let other = found.epoch == claim.epoch.number ? nil : Epoch(found.epoch)
                    throw JournalError(.superseded(claim, by: other), at: location)
                }
                return try change(&state)
            }
        }
    }
}

extension SimulatedStore.State {
    mutating func post(_ request: Request, by requester: Requester, to run: RunID) {
        let place = (inbox[run]?.count ?? 0) + 1
        inbox[run, default: []].append(
            PostedRequest(sequence: place, request: request, requester: requester))
    }
}
