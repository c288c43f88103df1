import Basis
import Docker
import FoundationEssentials
import Load
import Ports
import Steps
import Subprocesses
import Testing
import Traffic
import Updates

/// Four containers of a service behind a real HAProxy, and a roll of them.
struct StagedRoll {
    /// The machine's own clocks.
    struct Clocks: Timekeeper {
        var now: Int64 { 0 }
        var uptime: Duration { ContinuousClock.Instant.now - Clocks.start }
        private static let start = ContinuousClock.now
        func deadline(after duration: Duration) -> Deadline { .after(duration) }
        func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
    }

    let shop: StagedProject
    let board: HAProxySwitch
    let port: Int
    let haproxy: Child
    let leash = LooseLeash()
    var action = RollAction()

    private static let compose = """
        services:
          web:
            image: belay/app:IMAGE
            restart: always
            stop_grace_period: 10s
            environment: {READY_AFTER: '0.5', VARIABLE: 'VALUE'}
            deploy: {replicas: 4}
        """

    /// Releases are `v1`, `v2`, or `v3 VARIABLE=VALUE`, which spoils it.
    static func text(_ release: String) -> String {
        let parts = release.split(separator: " ")
        let spoilt = parts.dropFirst().first?.split(separator: "=").map(String.init) ?? ["UNUSED", "1"]
        return compose.replacing("IMAGE", with: parts.first ?? "v1")
            .replacing("VARIABLE", with: spoilt[0]).replacing("VALUE", with: spoilt.last ?? "")
    }

    init(on stage: Stage) async throws {
        shop = try await StagedProject.on(stage) { StagedRoll.text($0.release.version) }
        let up = try await shop.up(shop.tree("v1"), services: ["web"], run: "run0")
        for replica in up { try await shop.replicas.setRestart(.declared, of: replica.name) }
        let folder = "/tmp/\(stage.prefix)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        stage.atEnd { try FileManager.default.removeItem(atPath: folder) }
        port = Int.random(in: 2100..<2900) * 10
        let servers = try up.map { replica in
            let address = try #require(replica.addresses.values.first)
            return "    server \(replica.name) \(address):8080 weight 10 check inter 1s"
        }
        let configuration = """
            global
                stats socket \(folder)/admin.sock mode 600 level admin
            defaults
                mode http
                retries 0
                timeout connect 2s
                timeout client 60s
                timeout server 60s
                timeout tunnel 60s
            frontend web
                bind 127.0.0.1:\(port)
                default_backend web
            backend web
                # belay: servers of web
            \(servers.joined(separator: "\n"))
                # belay: end of web

            """
        let path = "\(folder)/haproxy.cfg"
        try configuration.write(toFile: path, atomically: true, encoding: .utf8)
        let child = try Launcher().start(
            Invocation(.at(path: "/usr/sbin/haproxy"), ["-db", "-f", path]), by: .after(.seconds(300)))
        haproxy = child
        stage.atEnd { _ = try await child.stop() }
        let file = ServerFile(path, backend: "web")
        let board = HAProxySwitch(
            backends: ["web": "web"], line: .unix("\(folder)/admin.sock"), files: ["web": file])
        self.board = board
        try await stage.until("all four serve") {
            let routes = (try? await board.routes(for: "web")) ?? []
            return routes.count { $0.state == .admitted } == 4
        }
        action.services = [Located("web", at: StagedRoll.span)]
    }

    static let span = Span(
        file: "update.yml", start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))

    func load(_ connections: LoadPlan.Connections, path: String = "/") throws -> LoadRun {
        try LoadRun(
            LoadPlan(
                target: LoadTarget(.tcp(host: "127.0.0.1", port: UInt16(port)), path: path), rate: 100,
                duration: .seconds(120), connections: connections))
    }

    func performer(to release: String) -> RollPerformer {
        let (platform, tree) = (shop.platform, shop.tree(release))
        return RollPerformer(
            RollTools(
                project: shop.name, platform: platform, replicas: shop.replicas, traffic: board,
                time: Clocks(), asker: DirectAsker()
            ) { services, _ in try await platform.blueprints(of: services, in: tree) })
    }

    var step: PlannedStep {
        PlannedStep(id: StepID("1"), name: "roll", action: .roll(action), nature: .reversible)
    }

    func situation(
        before: Evidence?, within: Duration = .seconds(60), epoch: Int = 1, leash: (any Leash)? = nil
    ) throws -> Situation {
        try StagedRoll.situation(
            of: shop, before: before, health: StagedRoll.health(within: within), epoch: epoch,
            leash: leash ?? self.leash)
    }

    /// What the manifest asks of each container.
    static func health(within: Duration) -> Gate {
        var question = HTTPQuestion(.get, Template([.text("/health")], at: span))
        question.address = Address(port: Located(8080, at: span))
        var patience = Patience()
        patience.within = within
        return Gate(.http(question), patience: patience, limits: nil, at: span)
    }

    static func situation(
        of shop: StagedProject, before: Evidence?, health: Gate, epoch: Int = 1,
        leash: any Leash = LooseLeash()
    ) throws -> Situation {
        var manifest = Manifest(app: Located(shop.name, at: span))
        let rules = ServiceRules(health: health, after: [], exclusive: nil)
        manifest.services = [Named(name: Located("web", at: span), value: rules)]
        let world = World(
            identity: TargetIdentity(kind: "docker", id: "x", name: "x"), services: [], release: nil,
            openRun: nil)
        let plan = Plan(
            purpose: .other, playbook: "update", environmentName: "test", manifest: manifest,
            environment: Environment(at: span), project: "/srv", world: world, stages: [], always: [])
        return Situation(
            run: try #require(RunID("run1")), epoch: Epoch(epoch), plan: plan, attempt: 1, before: before,
            outcome: nil, history: [:], runOutcome: "", deadline: .after(.seconds(120)), leash: leash)
    }
}
