internal import Basis
internal import Docker
internal import Engine
internal import Git
internal import Glibc
internal import HTTP
internal import Playbooks
internal import Ports
internal import SQLite
internal import Steps
internal import Subprocesses
internal import Updates

/// What stands behind the ports of an environment.
extension Assembly {
    /// The longest that a call which destroys something can be under way: a stop with its grace.
    static let longestCall = Duration.seconds(60)

    static func journal(at location: String?, in surroundings: Surroundings) async throws
        -> any Journal & JournalUpkeep
    {
        try await SQLiteJournal.open(StatePlace(location, in: surroundings).journal)
    }

    static func target(
        of workplace: Workplace, journal: any Journal, state: StatePlace, in surroundings: Surroundings
    ) async throws -> TargetPorts {
        if case .kubernetes(let kubernetes)? = workplace.planner.environment.platform {
            return try cluster(
                kubernetes, of: workplace, journal: journal, state: state, in: surroundings)
        }
        guard case .docker(let docker)? = workplace.planner.environment.platform else {
            let what = "`\(workplace.environment)` is no Compose project on an engine"
            throw Failure.wrongInput([
                Diagnostic(CommandCode.noAdapter, what, at: .thing(workplace.environment))
            ])
        }
        let manifest = workplace.planner.manifest
        let vault = FileVault(
            manifest.secrets, project: workplace.home, variables: surroundings.variables,
            folder: state.folder)
        let place = DockerPlace(docker, in: surroundings)
        let engine = try await DockerEngine(
            at: try place.endpoint(), telling: workplace.witness.map(EngineWitness.init)
        ).agreed(by: .after(enginePatience))
        let scope = Scope(app: workplace.app, environment: workplace.environment)
        let files = ReleaseFiles(workplace: workplace, surroundings: surroundings)
        let site = DockerTargetSite(
            engine: engine, scope: scope, project: try files.projectName(), vault: vault, read: files.read)
        return try ports(
            on: site, for: workplace, project: try files.projectName(), vault: vault, journal: journal,
            state: state, logins: RegistryLogins(try place.settings(), variables: surroundings.variables),
            in: surroundings)
    }

    private static func ports(
        on site: DockerTargetSite, for workplace: Workplace, project: String, vault: FileVault,
        journal: any Journal, state: StatePlace, logins: RegistryLogins, in surroundings: Surroundings
    ) throws -> TargetPorts {
        let platform = DockerPlatform(site)
        let replicas = DockerReplicas(site)
        let images = DockerImages(site, logins: logins, isLocal: true)
        let launcher = try Launcher()
        let means = Means(
            launcher: launcher, variables: surroundings.variables, web: Web(), vault: vault,
            platform: platform, oneOffs: DockerOneOffs(site), replicas: replicas)
        let releases = try source(
            of: workplace, journal: journal, state: state, launcher: launcher, in: surroundings)
        let judge = GateJudge(means)
        let wanted = WantedBlueprints(
            platform: platform, journal: journal,
            standsFirm: workplace.planner.standsFirm)
        let roll = RollPerformer(
            RollTools(
                project: project, platform: platform, replicas: replicas,
                traffic: try traffic(of: workplace, on: site), time: SystemTime(), asker: DirectAsker(),
                wanted: { try await wanted.of($0, in: $1) }, lay: { try await wanted.lay(for: $0) }))
        let attended = AttendedStep(roll, means)
        var crew: [Crew.Craft: any Performer] = [
            .roll: attended, .scale: attended, .command: CommandStep(means), .probe: ProbeStep(judge),
            .build: BuildStep(images, source: releases), .http: RequestStep(means), .sql: SQLStep(means),
            .approve: ApproveStep(vault: vault),
            .notify: NotifyStep(Messenger(means), vault: vault),
        ]
        let data = dataMeans(means, reaching: DockerData(site))
        crew.merge(dataCrew(data, journal: journal, of: site.scope)) { $1 }
        if let releases { crew[.pull] = PullStep(from: releases) }
        let migrate = MigrateStep(means, images: images, anchor: BackupAnchor(data))
        crew[.migrate] = migrate
        return TargetPorts(
            platform: platform, lock: DockerLock(site, longest: longestCall),
            releases: releases, performer: Crew(crew), judge: judge, keeper: ReleaseRecorder(of: platform),
            data: data, migrations: migrate)
    }

    // MARK: Where releases come from

    static func source(
        of workplace: Workplace, journal: any Journal, state: StatePlace, launcher: Launcher,
        in surroundings: Surroundings
    ) throws -> GitReleases? {
        guard let rules = workplace.planner.manifest.source else { return nil }
        let scope = Scope(app: workplace.app, environment: workplace.environment)
        let home = surroundings.variables["HOME"] ?? "/"
        let address = try RemoteAddress(workplace.absolute(rules.git.value))
        let agent = surroundings.variables["SSH_AUTH_SOCK"].map { Credentials.agent(socket: $0) }
        let upstream = Upstream(
            address, credentials: address.way.isSSH ? agent ?? .none : .none,
            knownHosts: ["\(home)/.ssh/known_hosts", "/etc/ssh/ssh_known_hosts"])
        return GitReleases(
            rules, from: upstream, trusting: try trust(of: rules, in: workplace), with: launcher,
            in: "\(state.folder)/\(scope.app)-\(scope.environment)",
            recorded: { try await journal.releases(of: scope) })
    }

    /// Files under `trust:` are told apart by what they hold.
    private static func trust(of rules: Source, in workplace: Workplace) throws -> SignatureTrust {
        var (signers, keys): (String?, String?)
        for file in rules.trust {
            let path = workplace.absolute(file.value)
            let bytes = try TextFile.read(path)
            let isText = String(validating: bytes, as: UTF8.self) != nil
            let isKeyRing = !isText || bytes.starts(with: Array("-----BEGIN PGP".utf8))
            if isKeyRing { keys = path } else { signers = path }
        }
        return SignatureTrust(allowedSigners: signers, openPGPKeys: keys)
    }
}

extension DockerPlace {
    /// Where the environment says, else where Docker's own variables say.
    fileprivate init(_ target: DockerTarget, in surroundings: Surroundings) {
        let variables = surroundings.variables
        let home = variables["HOME"] ?? "/root"
        self.init(folder: variables["DOCKER_CONFIG"] ?? "\(home)/.docker") { try? TextFile.read($0) }
        let isNamed = target.host != nil || target.context != nil
        host = target.host?.value ?? (isNamed ? nil : variables["DOCKER_HOST"])
        context = target.context?.value ?? (isNamed ? nil : variables["DOCKER_CONTEXT"])
        certificates = variables["DOCKER_CERT_PATH"]
        verifies = variables["DOCKER_TLS_VERIFY"].map { !$0.isEmpty } ?? false
    }
}

extension RemoteAddress.Way {
    fileprivate var isSSH: Bool {
        if case .ssh = self { true } else { false }
    }
}
