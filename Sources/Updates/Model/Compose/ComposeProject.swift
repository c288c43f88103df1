/// A Compose project as its files, its variables and its profiles make it.
///
/// Services that no active profile starts are kept apart, so that nobody takes them for orphans.
package struct ComposeProject: Equatable, Sendable {
    /// The name that everything on the engine is called after.
    package var name: String
    /// The files that it was read from, in order.
    package var files: [String] = []
    /// The services to run, in the order written.
    package var services: [ComposeService] = []
    /// The services that are not run because none of their profiles is active.
    package var dormant: [ComposeService] = []
    /// The networks.
    package var networks: [ComposeNetwork] = []
    /// The volumes.
    package var volumes: [ComposeVolume] = []
    /// The secrets.
    package var secrets: [ComposeAsset] = []
    /// The configuration files.
    package var configs: [ComposeAsset] = []

    /// By service whether two of it must never run at once, where the manifest says so.
    package var exclusive: [String: Bool] = [:]

    /// An empty project of that name.
    package init(name: String) { self.name = name }
}
