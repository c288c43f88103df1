import Basis
import Ports
import Simulation
import Steps
import Testing
import Updates

/// A roll in a world, begun and resumed by as many processes as it takes.
struct RollTrial: Sendable {
    let world: RollWorld
    var step: PlannedStep
    var target: [Blueprint]
    var before: Evidence?
    var epoch = 1
    var attempt = 1

    init(
        _ world: RollWorld, to image: String = "v2", replicas: Int = 4,
        change: (inout RollAction) -> Void = { _ in }
    ) {
        self.world = world
        var roll = RollAction()
        roll.services = [Located("web", at: Sketch.span)]
        change(&roll)
        step = Sketch.step("roll", doing: .roll(roll))
        target = [.test(image: image, replicas: replicas, exclusive: world.state.withLock(\.isExclusive))]
    }

    /// Makes the step one that wants so many of what stands.
    mutating func scale(to count: Int) {
        let service = Template([.text("web")], at: Sketch.span)
        let replicas = Written.value(Located(count, at: Sketch.span))
        step = Sketch.step("scale", doing: .scale([ScaleAction(service: service, replicas: replicas)]))
    }

    private func situation(_ process: RollProcess) throws -> Situation {
        let span = Sketch.span
        let sketch = Sketch.plan([step])
        var manifest = sketch.manifest
        var patience = Patience()
        patience.within = .seconds(150)
        let health = Gate(
            .tcp(Address(service: nil, host: nil, port: nil)), patience: patience, limits: nil, at: span)
        manifest.services = target.map(\.service).map { service in
            Named(
                name: Located(service, at: span),
                value: ServiceRules(
                    health: health, after: service == "web" ? [Located("api", at: span)] : [], exclusive: nil)
            )
        }
        let plan = Plan(
            purpose: sketch.purpose, playbook: "update", environmentName: "test", manifest: manifest,
            environment: sketch.environment, project: "/srv/shop", world: sketch.world,
            stages: sketch.stages, always: [])
        return Situation(
            run: try #require(RunID("run1")), epoch: Epoch(epoch), plan: plan, attempt: attempt,
            before: before, outcome: nil, history: [:], runOutcome: "", deadline: .after(.seconds(10)),
            leash: process)
    }

    private func performer(_ process: RollProcess) -> RollPerformer {
        let target = target
        return RollPerformer(
            RollTools(
                project: "shop", platform: process, replicas: process,
                traffic: world.isNamed ? nil : process, time: process, asker: process
            ) { services, _ in services.isEmpty ? target : target.filter { services.contains($0.service) } })
    }

    mutating func prepare() async throws {
        let process = RollProcess(world)
        before = try await performer(process).prepare(step, in: try situation(process))
    }

    /// One process; whether it came to the end. Dying is no error, the next one has the next claim.
    @discardableResult
    mutating func perform(_ process: RollProcess) async throws -> Bool {
        try await survive(process) { performer, step, situation in
            _ = try await performer.perform(step, in: situation)
        }
    }

    /// What a watch over what stands comes to.
    func watch(_ process: RollProcess) async throws -> Diagnostic? {
        try await performer(process).watch(step, in: try situation(process))
    }

    @discardableResult
    mutating func reverse(_ process: RollProcess) async throws -> Bool {
        try await survive(process) { performer, step, situation in
            try await performer.reverse(step, in: situation)
        }
    }

    @discardableResult
    mutating func tidyUp(_ process: RollProcess) async throws -> Bool {
        try await survive(process) { performer, step, situation in
            try await performer.tidyUp(step, in: situation)
        }
    }

    private mutating func survive(
        _ process: RollProcess, _ work: (RollPerformer, PlannedStep, Situation) async throws -> Void
    ) async throws -> Bool {
        do {
            try await work(performer(process), step, try situation(process))
            return !process.isDead
        } catch  where process.isDead {
            epoch += 1
            return false
        }
    }

    func complaints(_ what: String) -> String {
        let said = world.state.withLock { $0.said.suffix(60).joined(separator: "\n  ") }
        return "\(what)\n\(world.violations.joined(separator: "\n"))\n  \(said)"
    }

    /// That nothing runs but so many of an image, under their usual names, and nothing else is there.
    func expectOnly(_ image: String, _ count: Int, _ what: String) {
        let names = Set((1...max(count, 1)).prefix(count).map { "shop-web-\($0)" })
        #expect(
            Set(world.running.keys) == names && world.running.values.allSatisfy { $0 == image },
            "\(complaints(what))")
        #expect(world.state.withLock { $0.containers.count } == count, "\(complaints(what))")
        #expect(world.served == Array(repeating: image, count: count), "\(complaints(what))")
        #expect(world.violations.isEmpty, "\(complaints(what))")
    }
}
