internal import Ports
internal import Updates

extension Passage {
    /// Stops the containers that stand, starts those that rest, or does both to the same ones.
    init(
        cycling standing: RollRecord.Standing, stops: Bool, starts: Bool, among all: [Replica], maker: Maker,
        rules: RollRules, door: Door
    ) throws {
        let known = Set(standing.replicas.map(\.id))
        if let stranger = all.first(where: { !known.contains($0.id) && $0.run != maker.run }) {
            throw Passage.stranger(stranger)
        }
        let moved = stops ? standing.running : standing.replicas.filter { !standing.running.contains($0) }
        let slots = Dictionary(moved.enumerated().map { ($1.id, $0 + 1) }) { $1 }
        let comers = moved.map { one in
            Comer(
                slot: slots[one.id] ?? one.slot, id: one.id, isReturning: true,
                earlierLife: stops ? one.life : nil)
        }
        let goers = moved.map { one in
            Goer(
                id: one.id, turn: starts ? .place(slots[one.id] ?? one.slot) : .now,
                life: starts ? one.life : nil)
        }
        var rules = rules
        if stops, starts { rules.manner = .stopFirst }
        self.init(
            maker: maker, rules: rules, door: door, blueprint: standing.blueprint,
            promised: starts && stops ? min(standing.blueprint.replicas, standing.serving) : 0,
            comers: starts ? comers : [], goers: stops ? goers : [],
            idlers: known.subtracting(moved.map(\.id)), originals: known)
        see(all)
    }
}
