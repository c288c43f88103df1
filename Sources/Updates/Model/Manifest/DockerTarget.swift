package import Basis

/// A Compose project on a Docker engine.
package struct DockerTarget: Hashable, Sendable, Codable {
    /// The Compose files, merged in order; none named means those that Compose would find.
    package var compose: [Located<String>] = []
    /// The project's name, if it is not that of the directory.
    package var project: Located<String>?
    /// The engine's address, if it is not the usual one.
    package var host: Located<String>?
    /// A context of the Docker command line that names the engine.
    package var context: Located<String>?
    /// Compose profiles that are on.
    package var profiles: [Located<String>] = []

    /// The project that Compose would find.
    package init() {}
}
