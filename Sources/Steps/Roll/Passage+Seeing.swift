internal import Ports
internal import Updates

extension Passage {
    /// Takes a list of all containers of the service as the truth.
    ///
    /// What acts have changed since the list was asked for, or are changing, is known better: `except` says
    /// of which containers.
    mutating func see(_ all: [Replica], except known: Set<String> = []) {
        let here = Set(all.map(\.id))
        for id in replicas.keys where !here.contains(id) && !known.contains(id) { replicas[id] = nil }
        for one in all where one.service == service && !known.contains(one.id) {
            replicas[one.id] = one.keeping(replicas[one.id])
        }
        for index in comers.indices {
            guard let id = comers[index].id, replicas[id] == nil else { continue }
            comers[index].id = nil
        }
    }

    /// What in a list is not our doing, in words; nil if everything is.
    ///
    /// A parked container that is gone is nobody's affair: what made it is known.
    func strangeness(in all: [Replica], except known: Set<String>) -> String? {
        let ours = Set(comers.compactMap(\.id) + goers.map(\.id)).union(stayers).union(idlers)
        for one in all where one.service == service && !known.contains(one.id) {
            if !ours.contains(one.id) {
                if one.run == maker.run, replicas[one.id] != nil || isBeingMade(one) { continue }
                return "\(one.name) of \(service) was made by somebody else"
            }
            if ended.contains(one.id), !begun.contains(one.id), one.isRunning {
                return "\(one.name) of \(service) was stopped by this run and started by somebody else"
            }
            if let before = replicas[one.id], before.name != one.name {
                return "\(before.name) of \(service) is called \(one.name) now"
            }
        }
        let here = Set(all.map(\.id))
        for one in replicas.values where one.isRunning && !here.contains(one.id) && !known.contains(one.id) {
            return "\(one.name) of \(service) was removed by somebody else"
        }
        return nil
    }

    private func isBeingMade(_ one: Replica) -> Bool {
        comers.contains { $0.slot == one.slot && underWay.contains(.create(slot: $0.slot)) }
    }

    /// Takes what the engine tells of a change. True if it is not what was to be expected, so that somebody
    /// must look.
    mutating func see(_ change: ReplicaChange) -> Bool {
        switch change {
        case .started(let id):
            guard let replica = replicas[id] else { return isNobodys(id) }
            return !replica.isRunning && !isBusy(id)
        case .ended(let id, let code):
            guard let replica = replicas[id], replica.isRunning, !isBusy(id) else { return false }
            // Whoever has started once only has ended by himself; an old life may end late.
            if comers.contains(where: { $0.id == id && !$0.isReturning }) {
                proofs[id] = .failed("it ended by itself, with exit code \(code)")
            }
            return true
        case .health(let id, let health):
            replicas[id]?.health = health
            return false
        case .removed(let id):
            return replicas[id] != nil && !isBusy(id)
        case .listed(let all):
            let mine = all.filter { $0.service == service }
            guard Set(mine.map(\.id)) == Set(replicas.keys) else { return true }
            return mine.contains { one in
                guard let known = replicas[one.id] else { return true }
                return !isBusy(one.id) && known.isRunning != one.isRunning
            }
        }
    }

    /// A container that nobody knows may be of this service: a look tells. One that is being made is known
    /// in a moment.
    private func isNobodys(_ id: String) -> Bool {
        !underWay.contains { act in
            if case .create = act { true } else { false }
        }
    }

    /// Takes what became of an act.
    mutating func did(_ act: RollAct, _ replica: Replica? = nil) {
        underWay.remove(act)
        switch act {
        case .rename(let id, let name): replicas[id]?.name = name
        case .create(let slot):
            guard let replica, let index = comers.firstIndex(where: { $0.slot == slot }) else { return }
            comers[index].id = replica.id
            replicas[replica.id] = replica
        case .start(let id):
            begun.insert(id)
            if let replica { replicas[id] = replica }
        case .admit(let id): admitted([id])
        case .turn(let ids, let dismissed):
            if !ids.isEmpty { admitted(ids) }
            for id in dismissed { replicas[id]?.isPublished = false }
        case .settle(let id): settled.insert(id)
        case .dismiss(let id): replicas[id]?.isPublished = false
        case .retire(let id):
            ended.insert(id)
            replicas[id]?.state = .exited(code: 0)
            replicas[id]?.addresses = [:]
        case .remove(let id):
            replicas[id] = nil
            goers.removeAll { $0.id == id }
        case .weigh(let index): share = (index, now)
        case .prove, .forget, .look: break
        }
    }

    private mutating func admitted(_ ids: [String]) {
        lastAdmission = now
        for id in ids { replicas[id]?.isPublished = true }
    }

    /// Bears a failure: the container goes, and the place is filled anew.
    mutating func bear(_ comer: Comer) {
        guard let id = comer.id, let index = comers.firstIndex(of: comer) else { return }
        comers[index].id = nil
        comers[index].failures += 1
        proofs[id] = nil
        goers.append(Goer(id: id, turn: .now, isDiscarded: true))
    }

    /// Whether one more failure is borne.
    var bearsFailure: Bool {
        let failures = comers.map(\.failures).reduce(0, +) + 1
        return Double(failures) <= rules.maximumFailureRatio * Double(comers.count)
    }
}

extension Replica {
    /// With what a list does not tell and an earlier look did: since when it runs, and how often it was
    /// started again.
    fileprivate func keeping(_ known: Replica?) -> Replica {
        guard let known, isRunning, life?.isEmpty == true, known.isRunning else { return self }
        var kept = self
        (kept.state, kept.restarts) = (known.state, known.restarts)
        return kept
    }
}
