import Basis
import Playbooks
import Testing
import Updates

/// What is found in files that are well-formed.
@Suite struct ProjectCheckTests {
    static let manifest = """
        app: shop
        source: { git: . }
        databases:
          main: { postgres: { service: db, password: "${secrets.db}" } }
        files:
          uploads: { volume: uploads }
        migrations: { in: web, up: [migrate], down: [migrate, back], compatible: true }
        checks:
          login: { http: { get: /login } }
        backups: { to: /backups, offsite: [sftp://b.example.com/x] }
        secrets:
          db: { env: PGPASSWORD }
        environments:
          production: { docker: {} }
        default: production
        """

    static func findings(_ playbook: String, manifest: String = ProjectCheckTests.manifest) -> [Diagnostic] {
        let reading = ProjectReading(
            manifest: .init(name: "belay.yml", bytes: Array(manifest.utf8)),
            playbooks: [.init(name: "p.yml", bytes: Array(playbook.utf8))])
        guard let project = reading.project, reading.problems.isEmpty else { return reading.problems }
        return ProjectCheck.findings(in: project)
    }

    @Test func standardPlaybooksHaveNoFindings() {
        let found = ProjectCheckTests.findings("playbook: mine\nsteps: [{ probe: { http: / } }]")
        #expect(found == [])
    }

    @Test func standardPlaybooksAreThoseOfTheFolder() throws {
        #expect(StandardPlaybooks.files.count == 14)
        for (name, bytes) in StandardPlaybooks.files {
            let draft = PlaybookFile.read(bytes, named: name)
            #expect(draft.problems == [])
            #expect(draft.value?.name.value == name)
        }
    }

    @Test(arguments: [
        ("steps: [{ backup: { databases: [mian] } }]", ["check.unknown-name@2"]),
        ("steps: [{ backup: { files: [upload] } }]", ["check.unknown-name@2"]),
        ("steps: [{ call: nothing }]", ["check.unknown-name@2"]),
        ("steps: [{ probe: { checks: [logon] } }]", ["check.unknown-name@2"]),
        ("steps: [{ pull: \"${inputs.version}\" }]", ["expression.unknown-name@2"]),
        ("steps: [{ notify: \"${secrets.bd}\" }]", ["expression.unknown-name@2"]),
        ("inputs: { a: { type: int } }\nsteps: [{ notify: x }]", ["check.unused-input@2"]),
        ("steps: [{ call: scale }]", ["check.wrong-input@2", "check.wrong-input@2"]),
        (
            "steps: [{ call: { playbook: scale, with: { service: web, replicas: many } } }]",
            ["check.wrong-input@2"]
        ),
        ("steps: [{ call: { playbook: health, with: { x: 1 } } }]", ["check.wrong-input@2"]),
        ("steps: [{ call: mine }]", ["check.call-cycle@2"]),
        (
            "steps:\n- { command: [touch, x], retry: { times: 2 } }",
            ["check.irreversible-step@3", "check.unsafe-retry@3"]
        ),
        (
            "steps:\n- command: [touch, x]\n- probe: { http: / }",
            ["check.irreversible-step@3", "check.fails-after-point-of-no-return@4"]
        ),
        ("steps:\n- { notify: a, name: x }\n- { notify: b, name: x }", ["check.duplicate-name@4"]),
        ("steps:\n- { notify: a, when: env }", ["expression.wrong-type@3"]),
    ])
    func findingsAreToldWithTheirLine(body: String, expected: [String]) {
        let found = ProjectCheckTests.findings("playbook: mine\n\(body)")
        let told = found.map { problem in
            guard case .text(let span, _) = problem.place else { return problem.code }
            return "\(problem.code)@\(span.start.line)"
        }
        #expect(told == expected)
    }

    @Test func migrationUnderOldCodeIsRefused() {
        let manifest = ProjectCheckTests.manifest.replacing(", compatible: true", with: "")
        let found = ProjectCheckTests.findings(
            "playbook: mine\nsteps: [{ backup: {} }, { migrate: {} }, { roll: {} }]", manifest: manifest)
        #expect(found.map(\.code) == ["check.incompatible-migration"])
    }

    @Test func whatHurtsInTheManifestIsTold() {
        let manifest = ProjectCheckTests.manifest
            .replacing("\"${secrets.db}\"", with: "hunter2")
            .replacing(", offsite: [sftp://b.example.com/x]", with: "")
        let found = ProjectCheckTests.findings("playbook: mine\nsteps: [{ notify: x }]", manifest: manifest)
        #expect(found.map(\.code) == ["check.plain-secret", "check.backups-stay-here"])
        #expect(!"\(found[0])".contains("hunter2"))
    }
}
