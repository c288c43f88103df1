import Basis
import Ports
import Updates

/// An engine and a switch in memory, that write down whatever must never be asked of them.
///
/// It gives the address of a stopped container to the next one at once, as real engines do.
final class RollWorld: Sendable {
    /// How a container of an image fares.
    enum Fate: Sendable {
        case well, endsAtStart, neverReady
        /// Ends so many questions after it was ready.
        case endsLater(questions: Int)
    }

    struct Container: Sendable {
        var replica: Replica
        let fate: Fate
        /// In this life nobody need ask: it was there before the run.
        var oldLife: String?
        /// The life in which it passed.
        var provedLife: String?
        var questions = 0
        var policy = RestartPolicy.declared
    }

    struct State: Sendable {
        var containers: [String: Container] = [:]
        var routes: [String: Route] = [:]
        var addresses = Array((2...60).reversed())
        var ids = 0
        var lives = 0
        var incarnation = 1
        var violations: [String] = []
        /// How many must serve at any time.
        var promised = 0
        var isExclusive = false
        var listeners: [AsyncStream<ReplicaChange>.Continuation] = []
        var said: [String] = []
        var calls = 0
    }

    let state = Guarded(State())
    let fates: [String: Fate]
    /// Whether the service is found by its name alone.
    let isNamed: Bool
    let reloads: Bool

    init(fates: [String: Fate] = [:], isNamed: Bool = false, reloads: Bool = false) {
        (self.fates, self.isNamed, self.reloads) = (fates, isNamed, reloads)
    }

    /// A world in which so many containers of an image serve.
    static func standing(
        _ count: Int, of image: String = "v1", service: String = "web", fates: [String: Fate] = [:],
        isNamed: Bool = false, reloads: Bool = false
    ) -> RollWorld {
        let world = RollWorld(fates: fates, isNamed: isNamed, reloads: reloads)
        world.add(count, of: image, service: service)
        return world
    }

    func add(_ count: Int, of image: String, service: String) {
        state.withLock { state in
            for slot in stride(from: 1, through: count, by: 1) {
                var one = state.make(
                    service: service, slot: slot, name: "shop-\(service)-\(slot)", image: image, run: nil,
                    fate: fates[image] ?? .well)
                state.run(&one)
                one.oldLife = one.replica.life
                one.replica.isPublished = isNamed
                state.containers[one.replica.id] = one
                guard !isNamed, let host = one.replica.addresses["net"] else { continue }
                let name = "server-\(service)-\(slot)"
                state.routes[name] = Route(
                    name: name, host: host, port: 8080, weight: 10, state: .admitted, sessions: 0)
            }
        }
    }

    /// What runs, as `image` by name.
    var running: [String: String] {
        state.withLock { state in
            let all = state.containers.values.map(\.replica).filter(\.isRunning)
            return Dictionary(all.map { ($0.name, $0.image) }) { $1 }
        }
    }

    var violations: [String] { state.withLock(\.violations) }

    /// Images to which requests go, one for each entry that leads to somebody.
    var served: [String] { state.withLock { $0.served.map(\.replica.image).sorted() } }
}

extension RollWorld.State {
    mutating func make(
        service: String, slot: Int, name: String, image: String, run: RunID?, fate: RollWorld.Fate
    ) -> RollWorld.Container {
        ids += 1
        return RollWorld.Container(
            replica: Replica(
                id: "id\(ids)", name: name, service: service, slot: slot, image: image, configuration: image,
                release: image, run: run, state: .created, health: .unasked, restarts: 0, addresses: [:]),
            fate: fate)
    }

    mutating func run(_ one: inout RollWorld.Container) {
        lives += 1
        one.replica.state = .running(since: "life\(lives)")
        one.replica.addresses = ["net": "10.0.0.\(addresses.removeLast())"]
        (one.provedLife, one.questions) = (nil, 0)
    }

    /// One ends. Of who ends by himself fewer are left to serve, and nobody can have seen it coming, so its
    /// address is not given to the next at once.
    mutating func end(_ id: String, code: Int) {
        guard var one = containers[id], one.replica.isRunning else { return }
        if let number = one.replica.addresses["net"]?.split(separator: ".").last.flatMap({ Int($0) }) {
            addresses.insert(number, at: code == 0 ? addresses.count : 0)
        }
        if code != 0, served.contains(where: { $0.replica.id == id }) { promised = max(promised - 1, 0) }
        one.replica.state = .exited(code: code)
        one.replica.addresses = [:]
        one.replica.isPublished = false
        containers[id] = one
        tell(.ended(id: id, code: code))
    }

    func tell(_ change: ReplicaChange) {
        for listener in listeners { listener.yield(change) }
    }

    func owner(of route: Route) -> RollWorld.Container? {
        containers.values.first { $0.replica.addresses.values.contains(route.host) }
    }

    /// Those to which requests go.
    var served: [RollWorld.Container] {
        let routed = routes.values.filter { $0.state == .admitted }.compactMap(owner)
        return routed + containers.values.filter { $0.replica.isPublished && $0.replica.isRunning }
    }

    /// What must hold at any moment.
    mutating func check(after act: String) {
        said.append(act)
        for one in served where one.replica.life != one.oldLife && one.replica.life != one.provedLife {
            violations.append("\(act): requests go to \(one.replica.name), which has not proved itself")
        }
        let count = served.count
        if count < promised { violations.append("\(act): only \(count) of \(promised) serve") }
        if isExclusive, containers.values.count(where: \.replica.isRunning) > 1 {
            violations.append("\(act): two of an exclusive service run")
        }
    }
}
