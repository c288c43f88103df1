import Basis
import FoundationEssentials
import Testing
import Updates

@Suite("Every step stands beside its reverse")
struct FateTests {
    @Test("rule 5: what nothing takes back and nothing can ask about is irreversible")
    func commands() throws {
        let playbook = """
            playbook: p
            steps:
              - command: { in: local, run: [a] }
              - command: { in: local, run: [a], undo: [b] }
              - command: { in: local, run: [a], idempotent: true }
              - command: { in: local, run: [a], observe: [c] }
              - http: { post: "https://x.example.com/pay" }
              - http: { get: "https://x.example.com/look" }
            """
        let plan = try Sample(playbooks: [playbook]).plan("p")
        #expect(
            plan.steps.map(\.nature) == [
                .irreversible, .compensable, .harmless, .harmless, .irreversible, .harmless,
            ])
        #expect(
            plan.warnings.filter { $0.code == "plan.point-of-no-return" }.map(\.place.description) == [
                "step 1", "step 5",
            ])
    }

    @Test(
        "rule 21: an expanded schema is kept on the way back; another goes down only where it loses nothing")
    func migrations() throws {
        let playbook =
            "playbook: p\nsteps: [ { migrate: { phase: expand } }, { migrate: { phase: contract } } ]\n"
        let manifest = Sample.manifest.replacing("down: down", with: "down: down, contract: shrink")
        let plan = try Sample(manifest: manifest, playbooks: [playbook]).plan("p")
        try #require(plan.steps.map(\.nature) == [.compensable, .compensable])
        #expect(try Sample(playbooks: [playbook]).plan("p").steps.count == 1, "there is nothing to contract")
        #expect(plan.steps[0].reverse?.contains("keep the expanded schema") == true)
        #expect(plan.steps[1].reverse?.contains("else ask") == true)
    }

    @Test("rule 24: without `down`, a backup that can be read here is the way back, and another is none")
    func restores() throws {
        let playbook = "playbook: p\nsteps: [ { backup: {} }, { migrate: {} } ]\n"
        let bare =
            Sample.manifest.replacing(", down: down, compatible: true", with: "")
            + "\ndatabases: { main: { sqlite: { path: shop.db } } }\nbackups:\n  to: /b\n"
        #expect(
            try Sample(manifest: bare, playbooks: [playbook]).plan("p").steps.last?.nature == .compensable)
        let key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
        let sealed = bare + "  encrypt: { age: [\(key)] }\n"
        #expect(
            try Sample(manifest: sealed, playbooks: [playbook]).plan("p").steps.last?.nature == .irreversible)
    }

    @Test("A way back that was never tried says so, unless it is never needed")
    func untried() throws {
        let playbook = "playbook: p\nsteps: [ { migrate: {} } ]\n"
        let codes = { (manifest: String) in
            try Sample(manifest: manifest, playbooks: [playbook]).plan("p").warnings.map(\.code)
        }
        #expect(try codes(Sample.manifest) == [])
        let incompatible = Sample.manifest.replacing(", compatible: true", with: "")
        #expect(try codes(incompatible) == ["plan.untried-way-back"])
    }

    @Test("The standard update tells what it changes, and leaves out what the manifest has nothing for")
    func update() throws {
        let plan = try Sample(environment: "bare").plan("update")
        #expect(plan.steps.map(\.name) == ["pull", "build", "migrate", "roll"])
        #expect(plan.warnings.map(\.code) == ["plan.left-out", "plan.left-out"])
        #expect(plan.steps[0].changes == ["v1 → v2 at bbbbbbbbbbbb", "  bbbbbbbbbbbb Sell more"])
        #expect(
            plan.steps[3].changes == [
                "api: image shop-api:v1 (aaaaaaaaaaaa) → shop-api:v2 (to be built)", "api: replicas 2 → 3",
                "api: environment ~LEVEL, +NEW, -OLD",
            ])
    }

    @Test(
        "rule 12: what takes a port of the host is not rolled, unless a pause is allowed or a switch is there"
    )
    func refusals() throws {
        var desired = Sample.desired
        desired[0].hostPort = 8000
        let error = #expect(throws: PlanError.self) { try Sample().plan("update", desired: desired) }
        #expect(error == .needsDowntime(service: "api", port: 8000, step: "roll"))
        #expect(error?.diagnostic.code == "plan.needs-downtime")
        // Nothing is replaced where nothing differs.
        var alike = try Sample.world().services
        alike[0].hostPort = 8000
        #expect(try Sample().plan("update", desired: alike).warnings.allSatisfy { $0.severity < .error })
        let allowed = "playbook: p\nsteps: [{ roll: { downtime: allowed } }]"
        #expect(try !Sample(playbooks: [allowed]).plan("p", desired: desired).steps.isEmpty)
        let door = "docker: {}, traffic: { haproxy: { socket: /run/h, backends: { web: api } } }, url:"
        let switched = Sample(manifest: Sample.manifest.replacing("docker: {}, url:", with: door))
        #expect(try !switched.plan("update", desired: desired).steps.isEmpty)
        let two = Sample(
            manifest: Sample.manifest.replacing("{ health:", with: "{ exclusive: false, health:"))
        #expect(try !two.plan("update", desired: desired).steps.isEmpty)
    }

    @Test("The first release of all has nothing to back up, and the plan says so")
    func first() throws {
        let plan = try Sample().firstPlan()
        #expect(!plan.steps.contains { $0.action.word == "backup" })
        let nothingYet = { (plan: Plan) in
            plan.warnings.contains { $0.why?.contains("neither running") == true }
        }
        #expect(nothingYet(plan))
        #expect(try !nothingYet(Sample().plan("update")))
    }

    @Test("rule 12: a service that must not run twice pauses, and the plan says why")
    func pauses() throws {
        var desired = Sample.desired
        desired[0].exclusive = ["it mounts `data` to write"]
        let plan = try Sample().plan("update", desired: desired)
        let pause = try #require(plan.warnings.first { $0.code == "plan.pauses" })
        #expect(pause.why == "it mounts `data` to write")

        var alike = try Sample.world().services
        alike[0].exclusive = desired[0].exclusive
        let unchanged = try Sample().plan("update", desired: alike)
        #expect(unchanged.steps.flatMap(\.changes).contains { $0.hasSuffix("nothing to change") })
        #expect(!unchanged.warnings.contains { $0.code == "plan.pauses" })
        let new = ServiceState(
            service: "new", image: "new", replicas: 1, configuration: "c", variables: [:],
            exclusive: desired[0].exclusive)
        #expect(try !Sample().plan("update", desired: [new]).warnings.contains { $0.code == "plan.pauses" })
    }

    @Test("A plan is stored whole: what comes back from its encoding is the same")
    func storing() throws {
        let plan = try Sample().plan("update")
        let bytes = try JSONEncoder().encode(plan)
        #expect(try JSONDecoder().decode(Plan.self, from: bytes) == plan)
    }
}
