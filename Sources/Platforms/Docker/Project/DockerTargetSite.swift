internal import Basis
package import Ports
internal import Updates

/// One Compose project on one engine, and what is needed to look after it.
package struct DockerTargetSite: Sendable {
    let engine: DockerEngine
    /// Of what there is one run at a time.
    package let scope: Scope
    /// The project's name.
    let project: String
    let vault: any Vault
    let read: @Sendable (ReleaseTree) async throws -> DockerRelease

    /// A project on an engine that was agreed with. `read` reads the files of a release.
    package init(
        engine: DockerEngine, scope: Scope, project: String, vault: any Vault,
        read: @escaping @Sendable (ReleaseTree) async throws -> DockerRelease
    ) {
        (self.engine, self.scope, self.project, self.vault) = (engine, scope, project, vault)
        self.read = read
    }

    /// For what is answered from the engine's memory: it has some hundred things to say and an overloaded
    /// machine to say them on.
    static let look = Duration.seconds(30)
    /// For what touches disk, network or kernel: a start takes 0.2 s, on a busy machine fifty times that.
    static let act = Duration.seconds(60)

    /// The containers of the project that serve: everything but one-off work.
    func containers() async throws(DockerFailure) -> [ContainerSummary] {
        let labels = ["\(ProjectLabels.project)=\(project)", "\(ProjectLabels.oneOff)=False"]
        return try await engine.containers(labelled: labels, by: .after(DockerTargetSite.look))
    }

    /// Labels that say whose a thing is.
    var ownLabels: [String: String] {
        [ProjectLabels.app: scope.app, ProjectLabels.environment: scope.environment]
    }
}
