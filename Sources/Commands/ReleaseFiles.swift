internal import Basis
internal import Docker
internal import Glibc
internal import Playbooks
internal import Ports
internal import Updates

/// Reads the Compose files of releases: the release's own from its checkout, the operator's beside the
/// manifest.
struct ReleaseFiles: Sendable {
    let workplace: Workplace
    let surroundings: Surroundings

    /// The name of the Compose project: the same for every release, because it is that of what runs.
    func projectName() throws(Failure) -> String { try project(of: workplace.source).name }

    /// The release as its files make it.
    func read(_ tree: ReleaseTree) async throws -> DockerRelease {
        var variables = workplace.source.variables
        variables["BELAY_VERSION"] = tree.release.version
        variables["BELAY_COMMIT"] = tree.release.commit
        let own = FileTree.disk("\(tree.checkout)/")
        let source = TargetSource(
            release: own, project: workplace.source.project, directory: workplace.home, variables: variables,
            prefix: workplace.source.prefix)
        var project = try project(of: source)
        project.name = try projectName()
        let folders = ReleaseFolders(
            project: workplace.home, release: tree.checkout, home: surroundings.variables["HOME"] ?? "/root")
        let checkout = tree.checkout
        return DockerRelease(
            project: project, folders: folders, isTracked: { access("\(checkout)/\($0)", F_OK) == 0 },
            file: { try? TextFile.read($0) })
    }

    private func project(of source: TargetSource) throws(Failure) -> ComposeProject {
        let reading = TargetReading(
            of: workplace.planner.environment, from: source, lines: workplace.project.lines)
        let errors = reading.problems.filter { $0.severity == .error }
        guard case .compose(var project)? = reading.target, errors.isEmpty else {
            throw .wrongInput(errors.isEmpty ? [unread] : errors)
        }
        for rules in workplace.planner.manifest.services {
            project.exclusive[rules.name.value] = rules.value.exclusive?.value
        }
        return project
    }

    private var unread: Diagnostic {
        Diagnostic(
            CommandCode.noAdapter, "`\(workplace.environment)` has no Compose project",
            at: .thing(workplace.environment))
    }
}
