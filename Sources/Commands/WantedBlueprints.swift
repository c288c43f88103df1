internal import Basis
internal import Ports
internal import Steps
internal import Updates

/// What the release at hand wants of services: the one that a run pulled or goes back to, else the one in
/// force.
struct WantedBlueprints: Sendable {
    let platform: any Platform
    let journal: any Journal
    /// Services that are rolled only where they are named: the switch, and what holds data (rules 12 and 16).
    var standsFirm: Set<String> = []

    func of(_ services: [String], in situation: Situation) async throws -> [Blueprint] {
        if case .rollback(let record) = situation.plan.purpose {
            let names = services.isEmpty ? record.blueprints.keys.sorted() : services
            return names.compactMap { record.blueprints[$0] }
        }
        let tree = try await tree(of: situation)
        let names = services.isEmpty ? try await all(in: tree, for: situation) : services
        return try await platform.blueprints(of: names, in: tree)
    }

    /// All that roll; of what stands firm only what did not stand when the run was planned.
    private func all(in tree: ReleaseTree, for situation: Situation) async throws -> [String] {
        let names = try await platform.desired(tree).map(\.service)
        let standing = Set(situation.plan.world.services.filter { $0.replicas > 0 }.map(\.service))
        return names.filter { !standsFirm.contains($0) || !standing.contains($0) }
    }

    /// Makes what services stand on. A way back finds it standing: nothing of it is ever removed.
    func lay(for situation: Situation) async throws {
        if case .rollback = situation.plan.purpose { return }
        try await platform.lay(try await tree(of: situation), in: situation)
    }

    private func tree(of situation: Situation) async throws -> ReleaseTree {
        if let tree = try situation.releaseTree() { return tree }
        let plan = situation.plan
        let scope = Scope(app: plan.manifest.app.value, environment: plan.environmentName)
        let record = try await journal.releases(of: scope).first { $0.outcome == .committed }
        return ReleaseTree(standing: record, in: plan.project)
    }
}

extension ReleaseTree {
    /// The files that what runs was made from: those of the last committed release, else the project's own.
    init(standing record: ReleaseRecord?, in project: String) {
        let local = PinnedRelease(version: "local", commit: "", tagObject: nil)
        self.init(
            release: record?.release ?? local, checkout: record?.checkout ?? project,
            images: record?.blueprints.mapValues(\.image) ?? [:])
    }
}

extension Planner {
    /// The switch in front, and the services that are databases.
    var standsFirm: Set<String> {
        var services = Set(manifest.databases.compactMap { $0.value.service?.value })
        switch environment.traffic {
        case .haproxy(let own?, _, _), .nginx(let own?, _): services.insert(own.value)
        default: break
        }
        return services
    }
}
