import Basis
import Testing
import Updates

@Suite("Playbooks become plans")
struct ExpansionTests {
    @Test("Calls become what they call, with their inputs, and what is last stays last")
    func calls() throws {
        let outer = """
            playbook: outer
            steps:
              - notify: before
              - call: { playbook: inner, with: { who: "${env}" } }
                name: middle
              - notify: after
            always:
              - notify: the end
            """
        let inner = """
            playbook: inner
            inputs: { who: { type: text } }
            steps:
              - command: { in: local, run: [echo, "${inputs.who}"], undo: [echo, back] }
                name: greet
            always:
              - notify: inner end
            on-failure: pause
            """
        let plan = try Sample(playbooks: [outer, inner]).plan("outer")
        #expect(plan.steps.map(\.name) == ["notify", "middle/greet", "notify-2"])
        #expect(plan.steps.map(\.id.text) == ["1", "2", "3"])
        #expect(plan.steps[1].inputs == ["who": .text("production")])
        #expect(plan.steps[1].onFailure == .pause)
        #expect(plan.always.map(\.id.text) == ["always.1", "always.2"])
    }

    @Test("Steps side by side are lanes, each in its place, and what a lane calls stays in order")
    func together() throws {
        let playbook = """
            playbook: side
            steps:
              - together:
                  - notify: one
                  - call: { playbook: two }
              - notify: last
            """
        let two = "playbook: two\nsteps: [notify: a, notify: b]\n"
        let plan = try Sample(playbooks: [playbook, two]).plan("side")
        #expect(
            plan.stages.map { $0.lanes.map { $0.map(\.id.text) } } == [
                [["1.1"], ["1.2.1", "1.2.2"]], [["2"]],
            ])
    }

    @Test("A condition before a call holds for everything that is called")
    func conditions() throws {
        let outer = """
            playbook: outer
            inputs: { deep: { type: bool, default: "true" } }
            steps:
              - call: { playbook: inner }
                when: inputs.deep
            """
        let inner = """
            playbook: inner
            steps:
              - notify: x
                when: env == 'production'
            """
        let plan = try Sample(playbooks: [outer, inner]).plan("outer")
        guard case .and(let both) = plan.steps[0].condition else {
            Issue.record("two conditions are joined")
            return
        }
        #expect(both.count == 2)
    }

    @Test("Inputs that are wrong, missing or unknown are told by name")
    func inputs() throws {
        let playbook = """
            playbook: p
            inputs: { count: { type: int }, name: { type: text, default: x } }
            steps: [ notify: "${inputs.count} ${inputs.name}" ]
            """
        let planner = try Sample(playbooks: [playbook]).planner()
        #expect(throws: PlanError.missingInput("count", of: "p")) { try planner.outline("p", inputs: [:]) }
        #expect(throws: PlanError.impossibleInput("count", value: "many", of: "p")) {
            try planner.outline("p", inputs: ["count": "many"])
        }
        #expect(throws: PlanError.unknownInput("nmae", of: "p", nearest: "name")) {
            try planner.outline("p", inputs: ["count": "1", "nmae": "y"])
        }
        #expect(throws: PlanError.unknownPlaybook("updat", nearest: "update")) {
            try planner.outline("updat", inputs: [:])
        }
    }

    @Test("The release that a playbook pulls is known before anything runs")
    func release() throws {
        let planner = try Sample().planner()
        #expect(try planner.outline("update", inputs: [:]).wantedRelease == "latest")
        #expect(try planner.outline("update", inputs: ["version": "v1.0.1"]).wantedRelease == "v1.0.1")
        #expect(try planner.outline("health", inputs: [:]).wantedRelease == nil)
    }

    @Test("A circle of calls ends as a diagnostic, not as a stack overflow")
    func circles() throws {
        let playbook = "playbook: round\nsteps:\n  - call: { playbook: round }\n"
        let manifest = Sample.manifest
        var sample = Sample()
        sample.manifest = manifest
        let reading = try sample.planner()
        var playbooks = reading.playbooks
        playbooks.append(try Sample.parsed(playbook))
        let planner = try #require(
            Planner(for: "production", of: reading.manifest, playbooks: playbooks))
        #expect(throws: PlanError.tooDeep("round")) { try planner.outline("round", inputs: [:]) }
    }
}
