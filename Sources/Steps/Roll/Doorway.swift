internal import Basis
internal import Ports
internal import Updates

/// How requests are led to the containers of one service: by a switch, or by the name that they share.
///
/// It remembers what the switch said last, and holds every further answer against it: what nobody here did
/// somebody else did.
final class Doorway: Sendable {
    /// What a switch said, and how late: a later question has the higher number.
    struct Sighting: Sendable {
        let routes: [Route]
        let number: Int
    }

    struct Memory {
        var incarnation: String?
        var known: [String: Route] = [:]
        /// Entries that come or go by our own doing.
        var moving: Set<String> = []
        var looks = 0
    }

    let service: String
    let traffic: (any Switchboard)?
    private let memory = Guarded(Memory())

    init(_ service: String, _ traffic: (any Switchboard)?) {
        self.service = service
        self.traffic = traffic.flatMap { $0.services.contains(service) ? $0 : nil }
    }

    var door: Passage.Door { traffic.map { .switch(reloads: $0.reloads) } ?? .name }

    /// Where the switch routes now. Throws if it was changed by somebody else.
    ///
    /// Another process of it has forgotten what it was told, so then its word is simply taken.
    @discardableResult
    func look() async throws -> Sighting {
        guard let traffic else { return Sighting(routes: [], number: 0) }
        let number = memory.withLock { memory in
            memory.looks += 1
            return memory.looks
        }
        let incarnation = try await traffic.incarnation()
        let routes = try await traffic.routes(for: service)
        let strange = memory.withLock { memory -> String? in
            defer {
                memory.incarnation = incarnation
                memory.known = Dictionary(routes.map { ($0.name, $0) }) { $1 }
            }
            guard memory.incarnation == incarnation else { return nil }
            return memory.strangeness(in: routes)
        }
        if let strange { throw Standstill.blocked(.stranger("the switch of \(service): \(strange)")) }
        return Sighting(routes: routes, number: number)
    }

    /// Says that an entry comes or goes by our own doing.
    func expect(_ names: [String]) { memory.withLock { $0.moving.formUnion(names) } }
}

extension Doorway.Memory {
    /// What nobody here did, in words.
    func strangeness(in routes: [Route]) -> String? {
        let now = Dictionary(routes.map { ($0.name, $0) }) { $1 }
        for (name, route) in known where !moving.contains(name) {
            guard let other = now[name] else { return "the entry \(name) is gone" }
            if other.host != route.host || other.port != route.port {
                return "the entry \(name) leads elsewhere"
            }
            if route.state == .admitted, other.state.isDeliberate {
                return "the entry \(name) was taken out"
            }
        }
        let new = now.keys.first { known[$0] == nil && !moving.contains($0) }
        return new.map { "the entry \($0) is new" }
    }
}

extension Route.State {
    /// Whether somebody wanted it so, in contrast to what a switch's own check finds.
    fileprivate var isDeliberate: Bool {
        switch self {
        case .admitted: false
        case .draining: true
        case .out(let word): word.hasPrefix("maint")
        }
    }
}
