internal import Basis
internal import Ports
internal import Updates

/// Makes a plan for the world as it is: asks the source, the target and the records.
struct Planning: Sendable {
    /// More commits than this are counted, not read.
    private static let commitLimit = 500

    let workplace: Workplace
    let ports: TargetPorts
    /// The releases that were put into force or tried here, newest first.
    let records: [ReleaseRecord]
    /// How long steps took before, by name.
    let durations: [String: Duration]

    /// The plan of a playbook.
    func plan(_ playbook: String, inputs: [String: String]) async throws -> Plan {
        let outline = try workplace.planner.outline(playbook, inputs: inputs)
        var ground = Ground(project: workplace.home, world: try await ports.platform.world())
        ground.durations = durations
        var purpose = Plan.Purpose.other
        if let wanted = outline.wantedRelease, let releases = ports.releases {
            let release = try await releases.release(wanted)
            let standing = records.first { $0.outcome == .committed }
            let running = standing?.release.commit
            purpose = .update(to: release)
            ground.release = release
            ground.commits = try await releases.commits(
                from: running, to: release.commit, limit: Planning.commitLimit)
            let tree = ReleaseTree(
                release: release, checkout: try await releases.checkout(release),
                // What is in force was built already; of anything else only the build tells.
                images: running == release.commit ? standing?.blueprints.mapValues(\.image) ?? [:] : [:])
            ground.desired = try await ports.platform.desired(tree)
        } else {
            let record = records.first { $0.outcome == .committed }
            let tree = ReleaseTree(standing: record, in: workplace.home)
            ground.desired = try await ports.platform.desired(tree)
        }
        try workplace.planner.refusePauses(in: outline, on: ground)
        return workplace.planner.plan(outline, for: purpose, on: ground)
    }
}
