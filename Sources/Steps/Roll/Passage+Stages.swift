internal import Ports
internal import Updates

extension Passage {
    /// How far the container of a place is.
    enum Stage: Hashable {
        /// There is none.
        case absent
        /// It has not been started, or its earlier life is over.
        case made
        /// Its earlier life is not over.
        case earlier
        /// It runs and nobody asks it yet; it is asked; it passes; it has proved itself.
        case unasked, asked, ready, proved
        /// Requests go to it.
        case admitted
        /// And its restart policy is the declared one.
        case settled
        /// A final verdict.
        case failed(String)
    }

    func stage(of comer: Comer) -> Stage {
        guard let id = comer.id, let replica = replicas[id] else { return .absent }
        if case .failed(let why) = proofs[id] { return .failed(why) }
        switch replica.state {
        case .created: return .made
        case .exited(let code):
            let mayStart = comer.isReturning && !begun.contains(id)
            return mayStart ? .made : .failed("it ended by itself, with exit code \(code)")
        case .other(let word): return .failed("the engine calls it `\(word)`")
        case .running(let life):
            if life == comer.earlierLife { return .earlier }
        }
        if replica.restarts > 0, begun.contains(id) || !comer.isReturning {
            return .failed("it ended by itself, and the engine started it again")
        }
        if isServing(replica) { return settled.contains(id) ? .settled : .admitted }
        return switch proofs[id] {
        case nil, .failed: .unasked
        case .asking: .asked
        case .ready: .ready
        case .proved: .proved
        }
    }

    /// Where the switch routes to a container. By address: names of entries may be older than those of
    /// containers.
    func routes(to replica: Replica) -> [Route] {
        guard replica.isRunning else { return [] }
        switch door {
        case .name:
            let route = Route(
                name: replica.name, host: replica.name, port: 0, weight: 1, state: .admitted, sessions: nil)
            return replica.isPublished ? [route] : []
        case .switch:
            let hosts = Set(replica.addresses.values)
            return routes.filter { hosts.contains($0.host) }
        }
    }

    /// Whether new requests go to a container, by an entry that was made for it.
    func isServing(_ replica: Replica) -> Bool {
        routes(to: replica).contains { $0.state == .admitted && isGenuine($0, for: replica) }
    }

    /// Whether an entry was made for this container: the engine gives an address to the next one at once.
    ///
    /// An entry of this run has the container's name. An older one is believed of who stood before the run,
    /// since it goes before its container stops.
    private func isGenuine(_ route: Route, for replica: Replica) -> Bool {
        if door == .name || RunName.areAlike(route.name, replica.name) { return true }
        if let name = RunName(route.name), name.isOf(maker.run) { return false }
        return originals.contains(replica.id) && !begun.contains(replica.id)
    }

    /// Entries that lead to nobody although a run made them, or to somebody for whom they were not made.
    var strayRoutes: [Route] {
        guard door != .name else { return [] }
        let running = replicas.values.filter(\.isRunning)
        return routes.filter { route in
            let owners = running.filter { $0.addresses.values.contains(route.host) }
            if owners.isEmpty { return isOurs(route) }
            return !owners.contains { isGenuine(route, for: $0) }
        }
    }

    /// Whether a run of Belay gave the entry its name, for this service.
    private func isOurs(_ route: Route) -> Bool {
        guard let name = RunName(route.name) else { return false }
        return name.stem.hasPrefix("\(maker.project)-\(service)-")
    }

    /// Whether a container that leaves is still at work in the life that is to end.
    func isThere(_ goer: Goer) -> Bool {
        guard let replica = replicas[goer.id] else { return false }
        switch replica.state {
        case .running(let life): return goer.life.map { $0 == life } ?? true
        case .other: return true
        case .created, .exited: return false
        }
    }

    /// Containers to which requests go and will go on going.
    var serving: Int {
        replicas.values.count { replica in
            let isLeaving = underWay.contains { act in
                switch act {
                case .dismiss(let id), .retire(let id): id == replica.id
                case .turn(_, let dismissed): dismissed.contains(replica.id)
                default: false
                }
            }
            return !isLeaving && isServing(replica)
        }
    }

    /// The first place that failed, and why.
    var failure: (comer: Comer, why: String)? {
        for comer in comers {
            if case .failed(let why) = stage(of: comer) { return (comer, why) }
        }
        return nil
    }

    /// Whether every place is filled by one that serves.
    var isAcross: Bool {
        comers.allSatisfy { comer in
            let stage = stage(of: comer)
            return stage == .admitted || stage == .settled
        }
    }

    /// Whether nothing is left to be done.
    var isDone: Bool {
        underWay.allSatisfy { if case .prove = $0 { true } else { false } }
            && comers.allSatisfy { stage(of: $0) == .settled }
            && goers.allSatisfy { !isThere($0) && !($0.isDiscarded && replicas[$0.id] != nil) }
            && strayRoutes.isEmpty && isShared
    }

    /// Whether the last share has had its time, and every container its usual one again.
    private var isShared: Bool { rules.shares.isEmpty || share?.index == rules.shares.count }
}
