import Basis
import Playbooks
import Testing
import Updates

/// A project as text, planned by the real reader and the real planner.
struct Sample {
    static let manifest = """
        app: shop
        source: { git: https://git.example.com/shop.git }
        services:
          api: { health: { http: /health, port: 8000 } }
        migrations: { in: api, now: now, up: up, down: down, compatible: true }
        environments:
          production: { docker: {}, url: https://shop.example.com }
          bare: { docker: {} }
        """

    var manifest = Sample.manifest
    var playbooks: [String] = []
    var environment = "production"

    func planner() throws -> Planner {
        let reading = ProjectReading(
            manifest: .init(name: "belay.yml", bytes: Array(manifest.utf8)),
            playbooks: playbooks.enumerated().map { .init(name: "\($0).yml", bytes: Array($1.utf8)) })
        #expect(reading.problems.filter { $0.severity == .error } == [])
        let project = try #require(reading.project)
        return try #require(Planner(for: environment, of: project.manifest, playbooks: project.playbooks))
    }

    /// The plan of a playbook in a world where one service runs at v1.
    func plan(
        _ playbook: String, inputs: [String: String] = [:], desired: [ServiceState] = Sample.desired
    ) throws -> Plan {
        let planner = try planner()
        let outline = try planner.outline(playbook, inputs: inputs)
        var ground = Ground(project: "/srv/shop", world: try Sample.world())
        ground.desired = desired
        ground.release = PinnedRelease(
            version: "v2", commit: String(repeating: "b", count: 40), tagObject: nil)
        ground.commits = [CommitLine(commit: String(repeating: "b", count: 40), subject: "Sell more")]
        try planner.refusePauses(in: outline, on: ground)
        return planner.plan(outline, for: .other, on: ground)
    }

    /// The plan of the standard update for a target on which nothing of the project ever was.
    func firstPlan() throws -> Plan {
        let planner = try planner()
        let bare = World(identity: try Sample.world().identity, services: [], release: nil, openRun: nil)
        let release = PinnedRelease(version: "v1", commit: String(repeating: "a", count: 40), tagObject: nil)
        return planner.plan(
            try planner.outline("update", inputs: [:]), for: .update(to: release),
            on: Ground(project: "/srv/shop", world: bare))
    }

    static func world() throws -> World {
        World(
            identity: TargetIdentity(kind: "docker", id: "engine-1", name: "unix:///run/docker.sock"),
            services: [
                ServiceState(
                    service: "api", image: "shop-api:v1", digest: "sha256:aaaaaaaaaaaaaaaa", replicas: 2,
                    configuration: "c1", variables: ["LEVEL": "f1", "OLD": "f2"])
            ],
            release: ReleaseMark(version: "v1", commit: nil, run: try #require(RunID("runone")), images: [:]),
            openRun: nil)
    }

    static let desired = [
        ServiceState(
            service: "api", image: "shop-api:v2", replicas: 3, configuration: "c2",
            variables: ["LEVEL": "f9", "NEW": "f3"])
    ]
}

extension Sample {
    /// A playbook by itself, which the check of a whole project would refuse.
    static func parsed(_ text: String) throws -> Playbook {
        try #require(PlaybookFile.read(Array(text.utf8), named: "one.yml").value)
    }
}
