import Basis
import Testing
import Updates

@Suite("The way back is planned from the records")
struct RollbackTests {
    private func record(_ version: String, revision: String?) throws -> ReleaseRecord {
        let image = "sha256:\(version)"
        return ReleaseRecord(
            release: PinnedRelease(version: version, commit: version, tagObject: nil),
            run: try #require(RunID("run\(version)")), outcome: .committed,
            services: [
                ServiceState(
                    service: "api", image: "shop-api:\(version)", digest: image, replicas: 2,
                    configuration: version)
            ],
            blueprints: [
                "api": Blueprint(
                    service: "api", release: version, image: image, configuration: version, replicas: 2,
                    specification: "")
            ],
            revision: revision, checkout: nil, requester: Requester(user: "ann", host: "one"), time: 0)
    }

    private func plan(_ sample: Sample, from old: String?, to new: String?) throws -> Plan {
        try sample.planner().rollback(
            to: record("v1", revision: new), from: record("v2", revision: old),
            on: Ground(project: "/srv/shop", world: Sample.world()))
    }

    @Test("Code alone goes back where the old code can live with the new schema")
    func compatible() throws {
        let plan = try plan(Sample(), from: "r2", to: "r1")
        #expect(plan.steps.map(\.name) == ["roll", "notify"])
        #expect(plan.warnings.map(\.code) == ["plan.schema-stays"])
        guard case .rollback(let record) = plan.purpose else {
            Issue.record("its purpose is a way back")
            return
        }
        #expect(record.release.version == "v1")
    }

    @Test("The schema goes back while nothing runs where the old code cannot live with it")
    func incompatible() throws {
        let incompatible = Sample.manifest.replacing(", compatible: true", with: "")
        let sample = Sample(manifest: incompatible)
        let names = { (old: String?, new: String?) in
            try self.plan(sample, from: old, to: new).steps.map(\.name)
        }
        #expect(try names("r2", "r1") == ["approve", "stop", "migrate", "roll", "notify"])
        #expect(try names("r1", "r1") == ["roll", "notify"])
        #expect(try names(nil, "r1") == ["roll", "notify"])
        let lossless = incompatible.replacing("down: down", with: "down: down, lossless: true")
        let plan = try plan(Sample(manifest: lossless), from: "r2", to: "r1")
        #expect(plan.steps.map(\.name) == ["stop", "migrate", "roll", "notify"])
        #expect(plan.steps[1].changes == ["schema: r2 back to r1"])
    }

    @Test("Without a way down a rollback is refused, and not tried on half a promise")
    func noWayBack() throws {
        let bare = Sample.manifest.replacing(", down: down, compatible: true", with: "")
        #expect(throws: PlanError.noWayBack(from: "v2", to: "v1")) {
            try plan(Sample(manifest: bare), from: "r2", to: "r1")
        }
    }

    @Test("Old code that could live with an expanded schema cannot live with one that was contracted since")
    func contracted() throws {
        let contracted = SchemaRecord(
            revision: "r3", fingerprint: "f3", blueprint: nil, checkout: nil, isContracted: true)
        var (newest, middle) = (try record("v3", revision: nil), try record("v2", revision: nil))
        middle.schema = contracted
        newest.schema = nil
        let records = [newest, middle, try record("v1", revision: "r1")].withSchemas
        #expect(records.map { $0.schema?.revision } == ["r3", "r3", "r1"])
        let plan = try Sample().planner().rollback(
            to: records[2], from: records.newest(since: records[2]),
            on: Ground(project: "/srv/shop", world: Sample.world()))
        #expect(plan.steps.map(\.name) == ["approve", "stop", "migrate", "roll", "notify"])
        let near = try Sample().planner().rollback(
            to: records[1], from: records.newest(since: records[1]),
            on: Ground(project: "/srv/shop", world: Sample.world()))
        #expect(near.steps.map(\.name) == ["roll", "notify"])
    }

    @Test("A project's own steps come before and after, never instead")
    func own() throws {
        let own = """
            playbook: rollback
            before: [ notify: soon ]
            after: [ probe: { http: / } ]
            """
        let plan = try plan(Sample(playbooks: [own]), from: "r1", to: "r1")
        #expect(plan.steps.map(\.name) == ["notify", "roll", "probe"])
    }
}
