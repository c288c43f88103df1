internal import Basis
internal import Updates

/// Where a step leads each of its services.
struct Course: Sendable {
    /// The kinds of going forward.
    private enum Way: Hashable, Sendable {
        /// To what a release wants.
        case replace(RollAction)
        /// As many as are wanted, of what stands.
        case count([String: Int])
        /// The same containers stopped, started, or both.
        case stop, start, restart
    }

    private let way: Way
    private let action: RollAction
    private let record: RollRecord
    private let wanted: [Blueprint]

    init(_ step: PlannedStep, wanted: [Blueprint], record: RollRecord) throws {
        self.record = record
        var action = RollAction()
        switch step.action {
        case .roll(let roll):
            action = roll
            way =
                switch roll.strategy?.value {
                case .stop: .stop
                case .start: .start
                case .restart: .restart
                default: .replace(roll)
                }
        case .scale(let scales): way = .count(try step.counts(of: scales))
        default: throw RollFailure.unknownService(step.name)
        }
        self.action = action
        if case .replace = way {
            self.wanted = wanted
        } else {
            self.wanted = record.services.map(\.blueprint)
        }
    }

    /// What stood of a service; nothing, where the release brings it.
    func standing(of service: String) throws -> RollRecord.Standing {
        if let known = record.services.first(where: { $0.blueprint.service == service }) { return known }
        return RollRecord.Standing(
            blueprint: try blueprint(of: service), replicas: [], serving: 0, weight: nil, port: nil)
    }

    func passage(
        of service: String, from standing: RollRecord.Standing, among all: [Replica], maker: Passage.Maker,
        door: Passage.Door
    ) throws -> Passage {
        var blueprint = try blueprint(of: service)
        let rules = RollRules(action, for: blueprint)
        if !rules.shares.isEmpty, door == .name { throw RollFailure.noWeights(service: service) }
        switch way {
        case .replace:
            return try Passage(
                to: blueprint, from: standing, among: all, maker: maker, rules: rules, door: door)
        case .count(let counts):
            blueprint.replicas = counts[service] ?? blueprint.replicas
            return try Passage(
                to: blueprint, from: standing, among: all, maker: maker, rules: rules, door: door,
                keepsAlike: true)
        case .stop, .start, .restart:
            return try Passage(
                cycling: standing, stops: way != .start, starts: way != .stop, among: all, maker: maker,
                rules: rules, door: door)
        }
    }

    private func blueprint(of service: String) throws -> Blueprint {
        guard let blueprint = wanted.first(where: { $0.service == service }) else {
            throw RollFailure.unknownService(service)
        }
        return blueprint
    }
}

extension PlannedStep {
    /// The services that the step names.
    var namedServices: [String] {
        get throws {
            switch action {
            case .roll(let roll): roll.services.map(\.value)
            case .scale(let scales): try counts(of: scales).keys.sorted()
            default: []
            }
        }
    }

    /// How many of each service; the planner has filled names in.
    func counts(of scales: [ScaleAction]) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for scale in scales {
            guard let service = scale.service.literal else { throw RollFailure.unknownService(name) }
            switch scale.replicas {
            case .value(let number): counts[service] = max(number.value, 0)
            case .template(let text):
                guard let number = text.literal.flatMap(Int.init), number >= 0 else {
                    throw RollFailure.unknownService(service)
                }
                counts[service] = number
            }
        }
        return counts
    }
}
