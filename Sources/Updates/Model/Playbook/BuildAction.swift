package import Basis

/// Builds the images of a release, or takes them from a registry.
package struct BuildAction: Hashable, Sendable, Codable {
    /// Where images come from.
    package enum Origin: String, Hashable, Sendable, Codable, CaseIterable {
        /// They are built.
        case source
        /// They come ready-made.
        case registry
    }

    /// Services to build; none named means all that can be.
    package var services: [Located<String>] = []
    /// Where the images come from.
    package var origin = Origin.source
    /// Whether what was built is pushed.
    package var push = false

    /// A build of everything that changed.
    package init() {}
}
