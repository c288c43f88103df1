internal import Basis

/// What a plan stands on: everything that is known of the world and of history when it is made.
package struct Ground: Hashable, Sendable {
    /// The folder of the manifest, absolute.
    package let project: String
    /// The target as it was found.
    package let world: World
    /// What the release wants, by service; empty where it is not known yet.
    package var desired: [ServiceState] = []
    /// The release, where one is asked for.
    package var release: PinnedRelease?
    /// The commits between what runs and the release, newest first.
    package var commits: [CommitLine] = []
    /// How long steps of a name took before.
    package var durations: [String: Duration] = [:]

    /// Ground of which only the world is known.
    package init(project: String, world: World) { (self.project, self.world) = (project, world) }
}
