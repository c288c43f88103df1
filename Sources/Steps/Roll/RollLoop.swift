internal import Basis
internal import Ports
internal import Updates

/// Carries passages to their end: looks, begins what may be begun, and takes in what became of it.
///
/// Acts run side by side; what is known is touched here alone. A failure begins nothing more, lets what is
/// under way end, and is thrown then.
struct RollLoop {
    /// What is heard.
    enum Signal: Sendable {
        case did(RollAct, passage: Int, Deed)
        case failed(RollAct, passage: Int, any Error)
        case proof(String, passage: Int, Passage.Proof)
        case change(ReplicaChange)
        case deaf
        case time
    }

    /// What an act brought.
    struct Deed: Sendable {
        var replica: Replica?
        var sighting: Doorway.Sighting?
        var list: [Replica]?
        var cut = 0
    }

    let tools: RollTools
    let situation: Situation
    let lanes: [Lane]
    var passages: [Passage]

    private var cut = 0
    private var sightings: [Int]
    private var failure: (any Error)?
    private var wantsLook = false
    private var hasLookedBack = false
    /// Containers that acts changed after the look under way was begun.
    private var changedSinceLook: Set<String> = []
    private var nextWake: Duration?
    /// What the engine's own checks say, for those that ask.
    private let board = Guarded<[String: Replica.Health]>([:])

    /// One lane and one passage for each service, in the order in which they roll.
    init(tools: RollTools, situation: Situation, lanes: [Lane], passages: [Passage]) {
        (self.tools, self.situation, self.lanes, self.passages) = (tools, situation, lanes, passages)
        sightings = passages.map { _ in 0 }
    }

    /// Returns once every passage is done, with how many requests were cut. Throws `DeadlinePassed` where
    /// that takes longer than the step may.
    func run(hearing changes: AsyncStream<ReplicaChange>) async throws -> Int {
        try await situation.deadline.bound {
            let (mailbox, post) = AsyncStream.makeStream(of: Signal.self)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                var loop = self
                defer { group.cancelAll() }
                loop.listen(to: changes, in: &group, post)
                if try await loop.begin(in: &group, post) { return loop.cut }
                for await signal in mailbox {
                    loop.take(signal)
                    if try await loop.begin(in: &group, post) { return loop.cut }
                }
                throw CancellationError()
            }
        }
    }

    /// Hears what happens to containers. A stream that ends is asked for anew, and then somebody looks.
    private func listen(
        to changes: AsyncStream<ReplicaChange>, in group: inout ThrowingTaskGroup<Void, any Error>,
        _ post: AsyncStream<Signal>.Continuation
    ) {
        let (replicas, time) = (tools.replicas, tools.time)
        group.addTask {
            var changes = changes
            do {
                while true {
                    for await change in changes { post.yield(.change(change)) }
                    try await time.sleep(for: .seconds(1))
                    changes = try await replicas.changes()
                    post.yield(.deaf)
                }
            } catch {
                post.yield(.failed(.look, passage: 0, error))
            }
        }
    }

    /// Begins what may be begun; true when nothing is left.
    private mutating func begin(
        in group: inout ThrowingTaskGroup<Void, any Error>, _ post: AsyncStream<Signal>.Continuation
    ) async throws -> Bool {
        judge()
        if let failure {
            if passages.contains(where: \.isActing) { return false }
            throw await told(failure)
        }
        let now = tools.time.uptime
        for index in passages.indices { passages[index].now = now }
        if passages.allSatisfy(\.isDone) {
            // What somebody else did at the very last is seen by one more look.
            if hasLookedBack { return true }
            (hasLookedBack, wantsLook) = (true, true)
        }
        if wantsLook, !passages.contains(where: { $0.underWay.contains(.look) }) {
            (wantsLook, changedSinceLook) = (false, [])
            start(.look, of: 0, in: &group, post)
        }
        for index in passages.indices {
            for act in passages[index].next() { start(act, of: index, in: &group, post) }
            guard passages[index].letsNextBegin else { break }
        }
        wake(at: passages.compactMap(\.wakesAt).min(), from: now, in: &group, post)
        tell()
        return false
    }

    private mutating func wake(
        at moment: Duration?, from now: Duration, in group: inout ThrowingTaskGroup<Void, any Error>,
        _ post: AsyncStream<Signal>.Continuation
    ) {
        guard let moment, nextWake.map({ moment < $0 || $0 <= now }) ?? true else { return }
        nextWake = moment
        let time = tools.time
        group.addTask {
            try await time.sleep(for: moment - now)
            post.yield(.time)
        }
    }

    private mutating func start(
        _ act: RollAct, of index: Int, in group: inout ThrowingTaskGroup<Void, any Error>,
        _ post: AsyncStream<Signal>.Continuation
    ) {
        passages[index].underWay.insert(act)
        let doing = RollDoing(
            tools: tools, leash: situation.leash, passage: passages[index], lane: lanes[index],
            services: passages.map(\.service))
        if case .prove(let id) = act { return prove(id, of: index, in: &group, post) }
        group.addTask {
            do {
                post.yield(.did(act, passage: index, try await doing.perform(act)))
            } catch {
                post.yield(.failed(act, passage: index, error))
            }
        }
    }

    private mutating func prove(
        _ id: String, of index: Int, in group: inout ThrowingTaskGroup<Void, any Error>,
        _ post: AsyncStream<Signal>.Continuation
    ) {
        let passage = passages[index]
        guard let replica = passage.replicas[id] else { return }
        board.withLock { $0[id] = replica.health }
        let proving = tools.proving(
            replica, lane: lanes[index], soak: passage.rules.monitor,
            hasHealthcheck: passage.blueprint.hasHealthcheck, board: board)
        let isServing = passage.isServing(replica) || passage.proofs[id] == .proved
        group.addTask {
            guard let proving else {
                let why = RollFailure.noAddress(name: replica.name, service: replica.service)
                post.yield(.failed(.prove(id), passage: index, why))
                return
            }
            try await proving.run(isServing: isServing) { proof in
                post.yield(.proof(id, passage: index, proof))
            }
        }
    }
}

extension RollLoop {
    /// Takes in what was heard.
    private mutating func take(_ signal: Signal) {
        switch signal {
        case .did(let act, let index, let deed): take(deed, of: act, at: index)
        case .failed(let act, let index, let error):
            passages[index].underWay.remove(act)
            // Whoever must not go on says more than whatever failed because of it.
            if failure == nil || error is Standstill && !(failure is Standstill) { failure = error }
        case .proof(let id, let index, let proof): passages[index].proofs[id] = proof
        case .change(let change):
            if case .health(let id, let health) = change { board.withLock { $0[id] = health } }
            for index in passages.indices where passages[index].see(change) { wantsLook = true }
        case .deaf: wantsLook = true
        case .time: nextWake = nil
        }
    }

    private mutating func take(_ deed: Deed, of act: RollAct, at index: Int) {
        cut += deed.cut
        passages[index].now = tools.time.uptime
        passages[index].did(act, deed.replica)
        if let sighting = deed.sighting, sighting.number >= sightings[index] {
            sightings[index] = sighting.number
            passages[index].routes = sighting.routes
        }
        let touched = passages[index].replicas.keys.filter { act.concerns($0) }
        changedSinceLook.formUnion(touched)
        if let id = deed.replica?.id { changedSinceLook.insert(id) }
        if let list = deed.list { take(list) }
    }

    /// Takes a list as the truth, but for what was changed while it was fetched.
    private mutating func take(_ list: [Replica]) {
        for index in passages.indices {
            let busy = Set(passages[index].replicas.keys.filter(passages[index].isBusy))
            let known = changedSinceLook.union(busy)
            if let strange = passages[index].strangeness(in: list, except: known) {
                failure = failure ?? Standstill.blocked(.stranger(strange))
            }
            passages[index].see(list.filter { $0.service == passages[index].service }, except: known)
        }
    }

    /// Finds the places that failed: they are borne, or everything fails.
    private mutating func judge() {
        for index in passages.indices {
            guard let (comer, why) = passages[index].failure else { continue }
            if passages[index].bearsFailure, !comer.isReturning {
                passages[index].bear(comer)
            } else if failure == nil {
                let name =
                    comer.id.flatMap { passages[index].replicas[$0]?.name }
                    ?? passages[index].name(of: comer).text(in: tools.project)
                failure = RollFailure.replica(
                    name: name, service: passages[index].service, why: why, lastWords: "",
                    isReturning: comer.isReturning)
            }
        }
    }

    private func told(_ failure: any Error) async -> any Error {
        guard let known = failure as? RollFailure else { return failure }
        return await tools.withLastWords(known)
    }

    private func tell() {
        for passage in passages where !passage.comers.isEmpty {
            let done = passage.comers.count {
                [.admitted, .settled].contains(passage.stage(of: $0))
            }
            situation.leash.tell(.counted(passage.service, done: done, of: passage.comers.count))
        }
    }
}

extension Passage {
    /// Whether something is under way that changes anything.
    fileprivate var isActing: Bool {
        underWay.contains { if case .prove = $0 { false } else { true } }
    }

    /// Whether the next service may begin: this one serves from the far side, or is away as it should be.
    fileprivate var letsNextBegin: Bool {
        comers.isEmpty ? isDone : isAcross && (rules.shares.isEmpty || isDone)
    }
}
