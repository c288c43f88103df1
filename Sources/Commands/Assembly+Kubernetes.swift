internal import Basis
internal import Kubernetes
internal import Playbooks
internal import Ports
internal import Steps
internal import Subprocesses
internal import Updates

/// What stands behind the ports of an environment that is a namespace of a cluster.
extension Assembly {
    static func cluster(
        _ kubernetes: KubernetesTarget, of workplace: Workplace, journal: any Journal, state: StatePlace,
        in surroundings: Surroundings
    ) throws -> TargetPorts {
        let launcher = try Launcher()
        let vault = FileVault(
            workplace.planner.manifest.secrets, project: workplace.home, variables: surroundings.variables,
            folder: state.folder)
        let files = ClusterFiles(workplace: workplace)
        let place = try ClusterPlace(kubernetes, in: surroundings)
        let site = ClusterSite(
            Cluster(at: place, launcher: launcher),
            scope: Scope(app: workplace.app, environment: workplace.environment),
            namespace: kubernetes.namespace?.value ?? place.namespace, vault: vault,
            objects: try files.objects(of: workplace.source), read: files.read)
        let platform = KubernetesPlatform(site)
        let means = Means(
            launcher: launcher, variables: surroundings.variables, web: Web(), vault: vault,
            platform: platform, oneOffs: KubernetesOneOffs(site), replicas: nil)
        let releases = try source(
            of: workplace, journal: journal, state: state, launcher: launcher, in: surroundings)
        let judge = GateJudge(means)
        let wanted = WantedBlueprints(platform: platform, journal: journal)
        let roll = WorkloadPerformer(
            platform, KubernetesWorkloads(site), wanted: { try await wanted.of($0, in: $1) },
            lay: { try await wanted.lay(for: $0) })
        var crew: [Crew.Craft: any Performer] = [
            .roll: roll, .scale: roll, .command: CommandStep(means), .probe: ProbeStep(judge),
            .http: RequestStep(means), .sql: SQLStep(means), .approve: ApproveStep(vault: vault),
            .notify: NotifyStep(Messenger(means), vault: vault),
        ]
        let data = dataMeans(means, reaching: nil)
        let scope = Scope(app: workplace.app, environment: workplace.environment)
        crew.merge(dataCrew(data, journal: journal, of: scope)) { $1 }
        if let releases { crew[.pull] = PullStep(from: releases) }
        return TargetPorts(
            platform: platform, lock: KubernetesLock(site, longest: longestCall), releases: releases,
            performer: Crew(crew), judge: judge,
            keeper: KubernetesKeeper(ReleaseRecorder(of: platform), site), data: data,
            warnings: place.warnings, records: { try await KubernetesRecords(site).read() })
    }
}

extension ClusterPlace {
    /// Where the environment's context leads, by the kubeconfig of the operator.
    fileprivate init(_ target: KubernetesTarget, in surroundings: Surroundings) throws(Failure) {
        do throws(ClusterSettingsProblem) {
            self = try ClusterPlace.found(
                context: target.context?.value, variables: surroundings.variables
            ) { try? TextFile.read($0) }
        } catch {
            throw .wrongInput(error.problems)
        }
    }
}
