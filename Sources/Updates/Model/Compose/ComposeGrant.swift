package import Basis

/// The use of a secret or a configuration file by a service.
package struct ComposeGrant: Hashable, Sendable {
    /// The key of the asset.
    package var source: Located<String>
    /// The path in the container, or its last part.
    package var target: Located<String>?
    /// The owner in the container.
    package var owner: Located<String>?
    /// The group in the container.
    package var group: Located<String>?
    /// The permissions in the container.
    package var mode: Located<Int>?

    /// Uses an asset under its own name.
    package init(source: Located<String>) { self.source = source }
}
