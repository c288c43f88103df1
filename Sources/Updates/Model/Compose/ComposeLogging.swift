package import Basis

/// Where the output of a container goes.
package struct ComposeLogging: Equatable, Sendable {
    /// The driver; nil is the engine's.
    package var driver: Located<String>?
    /// Its options.
    package var options: [Named<Located<ComposeText>>] = []

    /// Nothing said yet.
    package init() {}
}
