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
        guard case .rollback(let record) = plan.purpose else {
            Issue.record("its purpose is a way back")
            return
        }
        #expect(record.release.version == "v1")
    }

    @Test("The schema goes back first where the old code cannot live with it")
    func incompatible() throws {
        let sample = Sample(manifest: Sample.manifest.replacing(", compatible: true", with: ""))
        #expect(try plan(sample, from: "r2", to: "r1").steps.map(\.name) == ["migrate", "roll", "notify"])
        #expect(try plan(sample, from: "r1", to: "r1").steps.map(\.name) == ["roll", "notify"])
        #expect(try plan(sample, from: nil, to: "r1").steps.map(\.name) == ["roll", "notify"])
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
