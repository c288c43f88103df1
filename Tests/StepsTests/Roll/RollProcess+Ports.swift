import Basis
import Ports
import Updates

extension RollProcess: Replicas {
    private func container(_ name: String, in state: RollWorld.State) throws -> RollWorld.Container {
        guard let one = state.containers.values.first(where: { $0.replica.name == name }) else {
            throw Missing(name: name)
        }
        return one
    }

    struct Missing: Error { let name: String }

    func list(_ services: [String]) async throws -> [Replica] {
        try await call("list", changing: false) { state in
            // As engines do: a list tells neither lives nor restarts.
            state.containers.values.map(\.replica).filter { services.contains($0.service) }.map { one in
                var one = one
                if one.isRunning { one.state = .running(since: "") }
                one.restarts = 0
                return one
            }
        }
    }

    func create(_ blueprint: Blueprint, as name: ReplicaName) async throws -> Replica {
        let text = name.text(in: "shop")
        return try await call("create \(text)") { state in
            if let one = state.containers.values.first(where: { $0.replica.name == text }) {
                return one.replica
            }
            var one = state.make(
                service: blueprint.service, slot: name.slot, name: text, image: blueprint.image,
                run: name.run,
                fate: world.fates[blueprint.image] ?? .well)
            one.policy = .no
            state.containers[one.replica.id] = one
            return one.replica
        }
    }

    func start(_ name: String) async throws -> Replica {
        try await call("start \(name)") { state in
            var one = try container(name, in: state)
            guard !one.replica.isRunning else { return one.replica }
            state.run(&one)
            state.containers[one.replica.id] = one
            state.tell(.started(id: one.replica.id))
            if case .endsAtStart = one.fate {
                let id = one.replica.id
                Task { [world] in
                    try await Task.sleep(for: .milliseconds(1))
                    world.state.withLock { $0.end(id, code: 3) }
                }
            }
            return one.replica
        }
    }

    func inspect(_ name: String) async throws -> Replica? {
        try await call("inspect", changing: false) { state in try? container(name, in: state).replica }
    }

    func setRestart(_ policy: RestartPolicy, of name: String) async throws {
        try await call("restart \(policy) of \(name)") { state in
            state.containers[try container(name, in: state).replica.id]?.policy = policy
        }
    }

    func publish(_ name: String) async throws {
        try await call("publish \(name)") { state in
            state.containers[try container(name, in: state).replica.id]?.replica.isPublished = true
        }
    }

    func withdraw(_ name: String) async throws {
        try await call("withdraw \(name)") { state in
            state.containers[try container(name, in: state).replica.id]?.replica.isPublished = false
        }
    }

    func stop(_ name: String, grace: Duration) async throws {
        try await call("stop \(name)") { state in
            let one = try container(name, in: state)
            if state.routes.values.contains(where: { one.replica.addresses.values.contains($0.host) }) {
                state.violations.append("\(name) is stopped while the switch still leads to it")
            }
            if one.replica.isPublished {
                state.violations.append("\(name) is stopped while its name still leads to it")
            }
            if one.policy != .no { state.violations.append("\(name) is stopped with a restart policy") }
            if !name.contains("-run1.") {
                state.violations.append("\(name) is stopped by a name without claim")
            }
            state.end(one.replica.id, code: 0)
        }
    }

    func rename(_ name: String, to other: String) async throws -> Bool {
        try await call("rename \(name) to \(other)") { state in
            if state.containers.values.contains(where: { $0.replica.name == other }) {
                state.violations.append("two are called \(other)")
            }
            guard let one = try? container(name, in: state) else { return false }
            state.containers[one.replica.id]?.replica.name = other
            return true
        }
    }

    func remove(_ name: String) async throws {
        try await call("remove \(name)") { state in
            guard let one = try? container(name, in: state) else { return }
            if one.replica.isRunning { state.violations.append("\(name) is removed while it runs") }
            state.containers[one.replica.id] = nil
            state.tell(.removed(id: one.replica.id))
        }
    }

    func changes() async throws -> AsyncStream<ReplicaChange> {
        try await call("changes", changing: false) { state in
            let (stream, listener) = AsyncStream.makeStream(of: ReplicaChange.self)
            state.listeners.append(listener)
            return stream
        }
    }

    func lastWords(of name: String, limit: ByteCount) async throws -> String { "goodbye" }
}

extension RollProcess: Switchboard {
    var services: [String] { world.isNamed ? [] : ["web", "api"] }
    var reloads: Bool { world.reloads }

    func incarnation() async throws -> String {
        try await call("incarnation", changing: false) { String($0.incarnation) }
    }

    func routes(for service: String) async throws -> [Route] {
        try await call("routes", changing: false) { state in
            state.routes.values.filter { $0.name.contains("-\(service)-") }
        }
    }

    func admit(_ endpoint: Endpoint, named name: String, for service: String, weight: Int) async throws {
        try await call("admit \(name)") { $0.admit(endpoint, name, weight) }
    }

    func weigh(_ name: String, for service: String, weight: Int) async throws {
        try await call("weigh \(name) \(weight)") { state in
            guard let route = state.routes[name] else { return }
            state.routes[name] = Route(
                name: name, host: route.host, port: route.port, weight: weight, state: route.state,
                sessions: route.sessions)
        }
    }

    func drain(_ name: String, for service: String) async throws {
        try await call("drain \(name)") { $0.drain(name) }
    }

    func remove(_ name: String, for service: String) async throws -> CutRequests {
        try await call("take out \(name)") { state in
            state.routes[name] = nil
            return CutRequests(0)
        }
    }

    func apply(_ changes: [RouteChange], for service: String) async throws -> CutRequests {
        try await call("apply \(changes.count)") { state in
            for change in changes {
                switch change {
                case .admit(let endpoint, let name, let weight): state.admit(endpoint, name, weight)
                case .drain(let name): state.drain(name)
                case .remove(let name): state.routes[name] = nil
                }
            }
            return CutRequests(0)
        }
    }
}

extension RollWorld.State {
    fileprivate mutating func admit(_ endpoint: Endpoint, _ name: String, _ weight: Int) {
        routes[name] = Route(
            name: name, host: endpoint.host, port: endpoint.port, weight: weight, state: .admitted,
            sessions: 1)
    }

    fileprivate mutating func drain(_ name: String) {
        guard let route = routes[name] else { return }
        routes[name] = Route(
            name: name, host: route.host, port: route.port, weight: route.weight, state: .draining,
            sessions: 0)
    }
}

/// Of the platform a roll asks one thing; whatever else it asked would be a mistake.
extension RollProcess: Platform {
    struct NotAsked: Error {}

    func standing(of services: [String]) async throws -> [Blueprint] {
        try await call("standing", changing: false) { state in
            services.compactMap { service in
                let mine = state.containers.values.map(\.replica).filter { $0.service == service }
                guard let first = mine.first(where: \.isRunning) ?? mine.first else { return nil }
                return .test(
                    service: service, image: first.image, replicas: max(mine.count(where: \.isRunning), 1),
                    exclusive: state.isExclusive)
            }
        }
    }

    func identity() async throws -> TargetIdentity { throw NotAsked() }
    func world() async throws -> World { throw NotAsked() }
    func desired(_ tree: ReleaseTree) async throws -> [ServiceState] { throw NotAsked() }
    func blueprints(of services: [String], in tree: ReleaseTree) async throws -> [Blueprint] {
        throw NotAsked()
    }
    func lay(_ tree: ReleaseTree, in situation: Situation) async throws { throw NotAsked() }
    func logs(of service: String, since: Duration, limit: ByteCount) async throws -> String {
        throw NotAsked()
    }
    func execute(
        _ command: [String], in service: String, variables: [String: Secret], input: (any ByteStream)?,
        deadline: Deadline
    ) async throws -> CommandResult { throw NotAsked() }
    func addresses(of service: String, port: Int?) async throws -> [Endpoint] { throw NotAsked() }
    func usage(of service: String) async throws -> [Usage] { throw NotAsked() }
}

extension Blueprint {
    static func test(
        service: String = "web", image: String, replicas: Int, exclusive: Bool = false
    ) -> Blueprint {
        var blueprint = Blueprint(
            service: service, release: image, image: image, configuration: image, replicas: replicas,
            specification: "")
        blueprint.ports = [8080]
        blueprint.exclusive = exclusive ? ["it writes to a volume"] : []
        return blueprint
    }
}
