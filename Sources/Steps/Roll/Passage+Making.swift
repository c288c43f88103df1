internal import Ports
internal import Updates

extension Replica {
    /// Whether it is made after a blueprint.
    func isMade(after blueprint: Blueprint) -> Bool {
        image == blueprint.image && configuration == blueprint.configuration
    }
}

extension RollRecord.Standing {
    /// Those that were at work, by slot.
    var running: [Replica] {
        replicas.filter { $0.isRunning || $0.isRestarting }.sorted { ($0.slot, $0.id) < ($1.slot, $1.id) }
    }
}

extension Replica {
    /// Whether the engine keeps on starting it.
    var isRestarting: Bool { state == .other("restarting") }
}

extension Passage {
    /// The way to what a blueprint says, from what stood and what is there now.
    ///
    /// Throws if somebody else made a container of the service.
    init(
        to blueprint: Blueprint, from standing: RollRecord.Standing, among all: [Replica], maker: Maker,
        rules: RollRules, door: Door, keepsAlike: Bool = false
    ) throws {
        let known = Set(standing.replicas.map(\.id))
        let wanted = Set(1...max(blueprint.replicas, 1)).filter { $0 <= blueprint.replicas }
        var free = wanted
        var stayers: [Replica] = []
        for one in standing.running where keepsAlike || one.isMade(after: blueprint) {
            if stayers.count < blueprint.replicas { stayers.append(one) }
        }
        for one in stayers where free.contains(one.slot) { free.remove(one.slot) }
        let missing = blueprint.replicas - stayers.count
        var comers = free.sorted().prefix(missing).map { Comer(slot: $0) }
        var goers: [Goer] = []
        for one in standing.running where !stayers.contains(one) {
            goers.append(Goer(id: one.id, turn: .last))
        }
        for one in all where !known.contains(one.id) {
            guard one.run == maker.run else { throw Passage.stranger(one) }
            let place = comers.firstIndex { $0.slot == one.slot && $0.id == nil }
            let attempt = RunName(one.name)?.attempt ?? 0
            let isOfUse = one.isMade(after: blueprint) && (one.isRunning || attempt >= maker.attempt)
            if let place, isOfUse {
                comers[place].id = one.id
            } else {
                // What replaced one that was lost on the way stands for it.
                let isStandIn = attempt == 0 && one.isMade(after: standing.blueprint)
                goers.append(
                    Goer(id: one.id, turn: one.isRunning ? .last : .now, isDiscarded: !isStandIn))
            }
        }
        Passage.pair(&goers, with: comers, slots: standing.replicas)
        self.init(
            maker: maker, rules: rules, door: door, blueprint: blueprint,
            promised: min(blueprint.replicas, standing.serving), comers: comers, goers: goers,
            stayers: Set(stayers.map(\.id)),
            idlers: known.subtracting(standing.running.map(\.id)), originals: known)
        see(all)
    }

    /// The way back to what stood.
    init(
        backTo standing: RollRecord.Standing, among all: [Replica], maker: Maker, rules: RollRules, door: Door
    ) throws {
        let known = Set(standing.replicas.map(\.id))
        let here = Set(all.map(\.id))
        var comers: [Comer] = []
        var taken: Set<String> = []
        for one in standing.running {
            // What was lost on the way, a clean-up by hand for one, may have been made anew already.
            let other = all.first {
                !known.contains($0.id) && $0.run == maker.run && $0.slot == one.slot
                    && $0.isMade(after: standing.blueprint) && !taken.contains($0.id)
                    && RunName($0.name)?.attempt == 0
            }
            let id = here.contains(one.id) ? one.id : other?.id
            if let id { taken.insert(id) }
            let slot = comers.contains { $0.slot == one.slot } ? Passage.freeSlot(comers) : one.slot
            comers.append(Comer(slot: slot, id: id, isReturning: true))
        }
        var goers: [Goer] = []
        for one in all where !known.contains(one.id) && !taken.contains(one.id) {
            guard one.run == maker.run else { throw Passage.stranger(one) }
            let turn = comers.contains { $0.slot == one.slot } ? Goer.Turn.place(one.slot) : .last
            goers.append(Goer(id: one.id, turn: one.isRunning ? turn : .now, isDiscarded: true))
        }
        // A step that started what had been at rest: it is put to rest again.
        let idlers = standing.replicas.filter { !standing.running.contains($0) }.map(\.id)
        for one in all where idlers.contains(one.id) && one.isRunning {
            goers.append(Goer(id: one.id, turn: .last))
        }
        self.init(
            maker: maker, rules: rules, door: door, blueprint: standing.blueprint,
            promised: min(comers.count, standing.serving), comers: comers, goers: goers,
            idlers: Set(idlers).subtracting(goers.map(\.id)), originals: known)
        see(all)
        // Whoever was never stopped has nothing to prove: a name of this run comes before any stop.
        for one in all where known.contains(one.id) && one.isRunning {
            if RunName(one.name)?.isOf(maker.run) != true { proofs[one.id] = .proved }
        }
    }

    private static func freeSlot(_ comers: [Comer]) -> Int {
        (1...comers.count + 1).first { slot in !comers.contains { $0.slot == slot } } ?? comers.count + 1
    }

    /// Those that leave are given to places, their own slots first.
    private static func pair(_ goers: inout [Goer], with comers: [Comer], slots: [Replica]) {
        let slot = Dictionary(slots.map { ($0.id, $0.slot) }) { $1 }
        var open = comers.map(\.slot)
        for index in goers.indices where goers[index].turn == .last {
            guard let own = slot[goers[index].id], let place = open.firstIndex(of: own) else { continue }
            goers[index].turn = .place(own)
            open.remove(at: place)
        }
        for index in goers.indices where goers[index].turn == .last && !open.isEmpty {
            goers[index].turn = .place(open.removeFirst())
        }
    }

    static func stranger(_ replica: Replica) -> Standstill {
        .blocked(
            .stranger("\(replica.name) of \(replica.service) was not there, and this run did not make it"))
    }
}
