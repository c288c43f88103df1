internal import Basis

/// Where files that containers see lie on the machine: in the release's own tree, or beside the manifest,
/// where they are the same for every release.
package struct ReleaseFolders: Hashable, Sendable {
    /// The folder of the manifest.
    package let project: String
    /// The release's tree: its checkout, or the same folder where nothing is checked out.
    package let release: String
    /// What `~` stands for.
    package let home: String

    /// Folders by their absolute paths.
    package init(project: String, release: String, home: String) {
        (self.project, self.release, self.home) = (project, release, home)
    }

    /// The path of what belongs to the release: a build context, a Dockerfile.
    package func ofRelease(_ path: String) -> String { absolute(path, in: release) }

    /// The path of what belongs to the project: a file of variables, a secret.
    package func ofProject(_ path: String) -> String { absolute(path, in: project) }

    /// The path of the host behind a bind mount.
    ///
    /// Only what the container cannot write and git tracks comes from the release: anything else is data, or
    /// becomes data.
    package func source(of mount: ComposeMount, isTracked: (String) -> Bool) -> String? {
        guard mount.kind == .bind, let path = mount.source?.value else { return nil }
        return mount.isReadOnly ? readOnly(path, isTracked: isTracked) : ofProject(path)
    }

    /// The path of a file that containers only read: a configuration file, a read-only mount.
    package func readOnly(_ path: String, isTracked: (String) -> Bool) -> String {
        let isOwn = !path.hasPrefix("/") && !path.hasPrefix("~") && isTracked(path)
        return isOwn ? ofRelease(path) : ofProject(path)
    }

    private func absolute(_ path: String, in folder: String) -> String {
        if path.hasPrefix("/") || path.contains("://") { return path }
        if path == "~" { return home }
        if path.hasPrefix("~/") { return "\(home)/\(path.dropFirst(2))" }
        return path == "." ? folder : "\(folder)/\(path)"
    }
}
