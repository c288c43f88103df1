internal import Ports
internal import Updates

extension Passage {
    /// Takes out of the switch, stops and removes.
    var departures: [RollAct] {
        var acts: [RollAct] = []
        var serving = serving
        var away = comers.count(where: isAway)
        for goer in goers where !isBusy(goer.id) {
            guard let replica = replicas[goer.id] else { continue }
            guard isThere(goer) else {
                if goer.isDiscarded {
                    acts.append(dueName(of: replica).map { .rename(goer.id, to: $0) } ?? .remove(goer.id))
                }
                continue
            }
            let isServing = isServing(replica)
            guard mayGo(goer, serving: serving - (isServing ? 1 : 0), away: away) else { continue }
            if isServing {
                serving -= 1
                if case .place = goer.turn { away += 1 }
            }
            if let due = dueName(of: replica) {
                acts.append(.rename(goer.id, to: due))
            } else {
                acts.append(routes(to: replica).isEmpty ? .retire(goer.id) : .dismiss(goer.id))
            }
        }
        guard door == .switch(reloads: true) else { return acts }
        return gathered(acts)
    }

    /// A place that nobody fills at the moment, although somebody did.
    private func isAway(_ comer: Comer) -> Bool {
        guard ![.admitted, .settled].contains(stage(of: comer)) else { return false }
        return goers.contains { goer in
            guard goer.turn == .place(comer.slot) else { return false }
            guard isThere(goer), let replica = replicas[goer.id] else { return true }
            return isBusy(goer.id) || !isServing(replica)
        }
    }

    private func mayGo(_ goer: Goer, serving: Int, away: Int) -> Bool {
        switch (rules.manner, goer.turn) {
        case (_, .now), (.allGoFirst, _): return true
        case (.sideBySide, _): return isAcross && isSharedOut
        case (_, .last): return isAcross && serving >= promised
        case (.startFirst, .place(let slot)):
            guard let comer = comers.first(where: { $0.slot == slot }) else { return isAcross }
            return [.admitted, .settled].contains(stage(of: comer)) && serving >= promised
        case (.stopFirst, .place(let slot)):
            guard let comer = comers.first(where: { $0.slot == slot }) else { return isAcross }
            if stage(of: comer) == .absent { return false }
            return isAway(comer) || away < rules.parallelism
        }
    }

    /// Whether every share of a canary has had its time.
    private var isSharedOut: Bool {
        guard let last = rules.shares.last else { return true }
        guard let share, share.index >= rules.shares.count - 1 else { return false }
        return share.index == rules.shares.count || now >= share.since + last.lasting
    }

    /// The next share, when the one in force has had its time; the usual one when the old side is gone.
    var shareChange: [RollAct] {
        guard !rules.shares.isEmpty, !underWay.contains(where: \.isOfTraffic) else { return [] }
        guard let share else {
            let isReady = comers.allSatisfy { [.proved, .admitted, .settled].contains(stage(of: $0)) }
            return isReady ? [.weigh(0)] : []
        }
        guard isAcross, share.index < rules.shares.count else { return [] }
        if share.index == rules.shares.count - 1 {
            return goers.contains(where: isThere) ? [] : [.weigh(rules.shares.count)]
        }
        let isOver = now >= share.since + rules.shares[share.index].lasting
        return isOver ? [.weigh(share.index + 1)] : []
    }

    /// Several that are taken out become one change; who is out already is only waited for.
    private func gathered(_ acts: [RollAct]) -> [RollAct] {
        var dismissed: [String] = []
        var others: [RollAct] = []
        for act in acts {
            if case .dismiss(let id) = act, let replica = replicas[id], isServing(replica) {
                dismissed.append(id)
            } else {
                others.append(act)
            }
        }
        guard !dismissed.isEmpty, !underWay.contains(where: \.isOfTraffic) else { return others }
        return others + [.turn(admit: [], dismiss: dismissed)]
    }

    /// When something may be begun that may not yet, by time alone.
    var wakesAt: Duration? {
        var moments: [Duration] = []
        if let last = lastAdmission, rules.delay > .zero { moments.append(last + rules.delay) }
        if let share, share.index < rules.shares.count {
            moments.append(share.since + rules.shares[share.index].lasting)
        }
        return moments.filter { $0 > now }.min()
    }
}
