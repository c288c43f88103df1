internal import Ports
internal import Updates

extension Passage {
    /// What may be begun now, besides what is under way.
    ///
    /// Names first: a container is called ours before anything is done to it. Then entries that lead astray,
    /// because whatever starts may be given their address.
    func next() -> [RollAct] {
        let renames = takeovers
        if !renames.isEmpty { return renames.filter { !underWay.contains($0) } }
        let strays = strayRoutes.map { RollAct.forget($0.name) }
        if !strays.isEmpty {
            return underWay.contains(where: \.isOfTraffic) ? [] : strays.filter { !underWay.contains($0) }
        }
        return arrivals + turning + shareChange + departures
    }

    /// Containers of this run that still carry the claim of somebody who may be dying only now.
    private var takeovers: [RollAct] {
        let ours = comers.compactMap(\.id) + goers.map(\.id)
        return ours.compactMap { id in
            guard let replica = replicas[id], let name = RunName(replica.name), name.isOf(maker.run),
                let due = dueName(of: replica)
            else { return nil }
            return .rename(id, to: due)
        }
    }

    /// Makes, starts, asks and admits.
    private var arrivals: [RollAct] {
        var acts: [RollAct] = []
        var unready = comers.count { isStarting($0) || [.unasked, .asked].contains(stage(of: $0)) }
        var running = replicas.values.count(where: \.isRunning) + comers.count(where: isStarting)
        var prepared = comers.count { comer in
            underWay.contains(.create(slot: comer.slot)) || stage(of: comer) == .made && !isStarting(comer)
        }
        let limit = limitOfRunning
        for comer in comers where !isBusy(comer) {
            switch stage(of: comer) {
            case .absent where prepared < rules.parallelism:
                acts.append(.create(slot: comer.slot))
                prepared += 1
            case .made where unready < rules.parallelism && running < limit && mayStart(comer):
                guard let id = comer.id else { continue }
                acts.append(.start(id))
                (unready, running) = (unready + 1, running + 1)
            case .proved where door != .switch(reloads: true) && mayAdmit:
                acts += comer.id.map { [.admit($0)] } ?? []
            case .admitted:
                acts += comer.id.map { [.settle($0)] } ?? []
            default: break
            }
        }
        return acts + questions
    }

    /// How many may run at once: two whole sides where they stand side by side.
    private var limitOfRunning: Int {
        if rules.manner == .sideBySide { return .max }
        let sides = [comers.count, goers.count { !$0.isDiscarded }].map { $0 + stayers.count }
        let room = (sides.max() ?? 0).addingReportingOverflow(rules.surge)
        return room.overflow ? .max : room.partialValue
    }

    /// Everyone who runs is asked, those that serve as well: all stay watched until the end.
    private var questions: [RollAct] {
        comers.compactMap { comer in
            guard let id = comer.id, replicas[id]?.isRunning == true, stage(of: comer) != .earlier,
                !underWay.contains(.prove(id)), !underWay.contains(.start(id))
            else { return nil }
            if case .failed = proofs[id] { return nil }
            return .prove(id)
        }
    }

    private func isBusy(_ comer: Comer) -> Bool {
        underWay.contains(.create(slot: comer.slot)) || comer.id.map(isBusy) ?? false
    }

    private func isStarting(_ comer: Comer) -> Bool {
        comer.id.map { underWay.contains(.start($0)) } ?? false
    }

    private func mayStart(_ comer: Comer) -> Bool {
        if let last = lastAdmission, now < last + rules.delay { return false }
        switch rules.manner {
        case .startFirst, .sideBySide: return true
        case .stopFirst: return !goers.contains { $0.turn == .place(comer.slot) && isThere($0) }
        case .allGoFirst: return !goers.contains(where: isThere)
        }
    }

    private var mayAdmit: Bool {
        switch rules.manner {
        case .startFirst, .stopFirst, .allGoFirst: return true
        case .sideBySide:
            let isReady = comers.allSatisfy { comer in
                [.proved, .admitted, .settled].contains(stage(of: comer))
            }
            return isReady && (rules.shares.isEmpty || share != nil)
        }
    }

    /// One change for a batch, where each costs a reload.
    private var turning: [RollAct] {
        guard door == .switch(reloads: true), !underWay.contains(where: \.isOfTraffic) else { return [] }
        let proved = comers.filter { stage(of: $0) == .proved }
        let isOnTheWay = comers.contains { comer in
            isStarting(comer) || [.unasked, .asked, .ready].contains(stage(of: comer))
        }
        guard !proved.isEmpty, !isOnTheWay, mayAdmit else { return [] }
        let slots = Set(proved.map(\.slot))
        let leaving = goers.filter { goer in
            guard case .place(let slot) = goer.turn, slots.contains(slot), rules.shares.isEmpty,
                let replica = replicas[goer.id]
            else { return false }
            return !routes(to: replica).isEmpty
        }
        let admitted = proved.compactMap(\.id)
        let stays = serving + admitted.count - leaving.count >= promised
        return [.turn(admit: admitted, dismiss: stays ? leaving.map(\.id) : [])]
    }
}
