internal import Basis
internal import Playbooks
internal import Updates

/// Any bytes are read to an end as a playbook, and held against a project and what it runs; every problem has
/// a remedy.
@_cdecl("LLVMFuzzerTestOneInput")
func testPlaybook(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let reading = ProjectReading(
        manifest: .init(name: "belay.yml", bytes: manifest), playbooks: [.init(name: "p.yml", bytes: bytes)])
    var problems = reading.problems
    if let project = reading.project {
        let tree = FileTree(["compose.yml": compose])
        let source = TargetSource(project: tree, directory: "/srv/fuzz", variables: [:])
        let deployed = DeployedProject(project, in: "here", from: source, journal: nil)
        problems += ProjectCheck.findings(in: project)
        problems += DeploymentCheck.findings(in: deployed.map { [$0] } ?? [])
    }
    for problem in problems { precondition(!problem.remedy.isEmpty, "a problem without a remedy") }
    return 0
}

private let manifest = Array(
    """
    app: fuzz
    source: { git: . }
    databases: { main: { postgres: { service: db } } }
    files: { uploads: { volume: uploads } }
    migrations: { in: web, preset: alembic }
    checks: { login: { http: { get: /login } } }
    backups: { to: /backups }
    environments: { here: { docker: {}, traffic: { nginx: { service: front } } } }
    """.utf8)

private let compose = Array(
    """
    services:
      web: { image: "web:1", ports: ["8080:80"], deploy: { replicas: 1 } }
      front: { image: "nginx:1" }
      db: { image: "postgres:16", volumes: ["uploads:/data"] }
    volumes: { uploads: }
    """.utf8)
