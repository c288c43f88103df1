import Basis
import Playbooks
import Ports
import Testing
import Updates

@testable import Docker

/// A Compose project on the engine of the tests, under a name of its own.
struct StagedProject: Sendable {
    let name: String
    let site: DockerTargetSite
    let platform: DockerPlatform
    let replicas: DockerReplicas
    let oneOffs: DockerOneOffs
    private let stage: Stage

    /// A project that reads this text as its Compose file, whatever release is asked for.
    static func on(_ stage: Stage, _ text: @escaping @Sendable (ReleaseTree) -> String) async throws
        -> StagedProject
    {
        let name = stage.prefix
        let site = DockerTargetSite(
            engine: try await stage.client(), scope: Scope(app: name, environment: "test"), project: name,
            vault: OpenVault(),
            read: { tree in
                var reader = ComposeReader(directory: tree.checkout) { _ in nil }
                reader.projectName = name
                let draft = reader.read([ComposeFile(name: "compose.yml", bytes: Array(text(tree).utf8))])
                guard let project = draft.project else { throw Complaint("\(draft.problems)") }
                return DockerRelease(
                    project: project,
                    folders: ReleaseFolders(project: tree.checkout, release: tree.checkout, home: "/root"),
                    isTracked: { _ in false }, file: { _ in nil })
            })
        stage.atEnd { try await StagedProject.removeAll(of: name, stage) }
        return StagedProject(stage, name, site)
    }

    private init(_ stage: Stage, _ name: String, _ site: DockerTargetSite) {
        (self.stage, self.name, self.site) = (stage, name, site)
        platform = DockerPlatform(site)
        replicas = DockerReplicas(site)
        oneOffs = DockerOneOffs(site)
    }

    /// Containers first, then what they stand on.
    private static func removeAll(of name: String, _ stage: Stage) async throws {
        let engine = try await stage.client()
        let label = ["\(ProjectLabels.project)=\(name)"]
        for container in try await engine.containers(labelled: label, by: stage.soon) {
            try await engine.remove(container: container.id, force: true, by: stage.soon)
        }
        for network in try await engine.networks(labelled: label, by: stage.soon) {
            try await engine.remove(network: network.id, by: stage.soon)
        }
        let own = ["\(ProjectLabels.app)=\(name)"]
        let volumes =
            try await engine.volumes(labelled: label, by: stage.soon)
            + engine.volumes(labelled: own, by: stage.soon)
        for volume in Set(volumes.map(\.name)) {
            try await engine.remove(volume: volume, by: stage.soon)
        }
    }

    /// The files of a release.
    func tree(_ version: String, images: [String: String] = [:]) -> ReleaseTree {
        ReleaseTree(
            release: PinnedRelease(version: version, commit: "c-\(version)", tagObject: nil),
            checkout: "/srv/\(name)", images: images)
    }

    /// A container's name in a run of its own.
    func replica(_ service: String, _ slot: Int = 1, run: String = "run1", epoch: Int = 1) throws
        -> ReplicaName
    {
        ReplicaName(
            service: service, slot: slot, run: try #require(RunID(run)), epoch: Epoch(epoch),
            step: StepID("1"), attempt: 1)
    }

    /// Lays what the services stand on, then makes and starts each of their containers.
    @discardableResult
    func up(_ tree: ReleaseTree, services: [String], run: String = "run1") async throws -> [Replica] {
        try await platform.lay(tree, in: .staged())
        var up: [Replica] = []
        for blueprint in try await platform.blueprints(of: services, in: tree) {
            for slot in 1...blueprint.replicas {
                let made = try await replicas.create(
                    blueprint, as: replica(blueprint.service, slot, run: run))
                up.append(try await replicas.start(made.name))
            }
        }
        return up
    }

    /// What a shell in a container answers.
    func ask(_ container: String, _ words: String...) async throws -> ExecResult {
        try await site.engine.run(
            ExecCommand(words: words), in: container, keeping: .kibibytes(4), by: stage.soon)
    }
}

/// A vault without a lock: what is sealed can be read, for the tests to look at.
struct OpenVault: Vault {
    func secret(_ name: String) async throws -> Secret { Secret(name) }
    func seal(_ secret: Secret) async throws -> String { secret.reveal() }
    func open(_ sealed: String) async throws -> Secret { Secret(sealed) }
    func fingerprint(_ secret: Secret) async throws -> String {
        let hash = secret.reveal().utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        return String(hash, radix: 16)
    }
}

/// A leash that lets everything happen, and keeps what it was told.
final class LooseLeash: Leash {
    let acts = Guarded<[String]>([])
    let told = Guarded<[Progress]>([])

    func permit(_ act: String, lasting bound: Duration) async throws { acts.withLock { $0.append(act) } }
    func tell(_ progress: Progress) { told.withLock { $0.append(progress) } }
}

extension Situation {
    /// A situation in which only the leash and the run matter.
    static func staged(_ leash: LooseLeash = LooseLeash(), run: String = "run1") throws -> Situation {
        let nowhere = Span(
            file: "belay.yml", start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
        let plan = Plan(
            purpose: .other, playbook: "test", environmentName: "test",
            manifest: Manifest(app: Located("test", at: nowhere)), environment: Environment(at: nowhere),
            project: "/srv",
            world: World(
                identity: TargetIdentity(kind: "docker", id: "x", name: "x"), services: [], release: nil,
                openRun: nil), stages: [], always: [])
        return Situation(
            run: try #require(RunID(run)), epoch: Epoch(1), plan: plan, attempt: 1, before: nil, outcome: nil,
            history: [:], runOutcome: "", deadline: .after(RealEngine.patience), leash: leash)
    }
}
