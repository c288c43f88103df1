internal import Basis
internal import Playbooks
internal import Updates

/// Any bytes are read to an end as a manifest, with the Compose file, the Kubernetes manifest and the
/// variables behind them, and held against themselves; every problem has a remedy, and no message shows the
/// value of a variable.
@_cdecl("LLVMFuzzerTestOneInput")
func testManifest(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let parts = bytes.split(separator: 0x01, maxSplits: 3, omittingEmptySubsequences: false).map { Array($0) }
    var files: [String: [UInt8]] = ["nginx.conf": Array("proxy_pass http://web;".utf8)]
    for (index, name) in ["compose.yml", "k8s/all.yaml", ".env"].enumerated() where index + 1 < parts.count {
        files[name] = parts[index + 1]
    }
    let playbook = Array(
        "playbook: p\nsteps: [{ backup: {} }, { migrate: {} }, { roll: { drain: 1m } }]".utf8)
    let reading = ProjectReading(
        manifest: .init(name: "belay.yml", bytes: parts[0]),
        playbooks: [.init(name: "playbooks/p.yml", bytes: playbook)])
    var problems = reading.problems
    if let project = reading.project {
        let source = TargetSource(
            project: FileTree(files), directory: "/srv/fuzz", variables: ["SECRET": "hunter2hunter2"])
        let deployed = project.manifest.environments.prefix(8).compactMap {
            DeployedProject(project, in: $0.name.value, from: source, journal: "/srv/fuzz/journal.db")
        }
        problems += ProjectCheck.findings(in: project) + DeploymentCheck.findings(in: deployed)
        for appointment in project.manifest.schedule {
            let at = appointment.value.at.value
            let next = at.next(after: Int64(count) << 32) { Int($0 % 50_000) }
            precondition(next.map { $0 > Int64(count) << 32 } ?? true, "a moment that has passed")
        }
    }
    let isWritten = String(decoding: bytes, as: UTF8.self).contains("hunter2")
    for problem in problems {
        precondition(!problem.remedy.isEmpty, "a problem without a remedy")
        precondition(isWritten || !"\(problem)".contains("hunter2hunter2"), "a message shows a value")
    }
    return 0
}
