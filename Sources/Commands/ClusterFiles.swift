internal import Basis
internal import Playbooks
internal import Ports
internal import Updates

/// Reads the Kubernetes manifests of releases from their checkouts.
struct ClusterFiles: Sendable {
    let workplace: Workplace

    /// The objects of a release.
    func read(_ tree: ReleaseTree) async throws -> [KubernetesObject] {
        let source = TargetSource(
            release: .disk("\(tree.checkout)/"), project: workplace.source.project,
            directory: workplace.home, variables: workplace.source.variables,
            prefix: workplace.source.prefix)
        return try objects(of: source)
    }

    /// The objects of files as they lie.
    func objects(of source: TargetSource) throws(Failure) -> [KubernetesObject] {
        let reading = TargetReading(
            of: workplace.planner.environment, from: source, lines: workplace.project.lines)
        let errors = reading.problems.filter { $0.severity == .error }
        guard case .kubernetes(let objects)? = reading.target, errors.isEmpty else {
            throw .wrongInput(errors.isEmpty ? [unread] : errors)
        }
        return objects
    }

    private var unread: Diagnostic {
        Diagnostic(
            CommandCode.noAdapter, "`\(workplace.environment)` names no Kubernetes manifests",
            at: .thing(workplace.environment))
    }
}
