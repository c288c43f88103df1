package import Basis

/// The process of a container: what is started, as whom, and how it is stopped.
package struct ComposeProcess: Equatable, Sendable {
    /// The command: nil leaves the image's, an empty list clears it.
    package var command: Located<[ComposeText]>?
    /// The entry point: nil leaves the image's, an empty list clears it.
    package var entrypoint: Located<[ComposeText]>?
    /// The user, as `user[:group]`.
    package var user: Located<String>?
    /// The directory that it starts in.
    package var workingDirectory: Located<String>?
    /// Whether it has a terminal.
    package var hasTerminal: Located<Bool>?
    /// Whether its input stays open.
    package var keepsInputOpen: Located<Bool>?
    /// Whether a small init process reaps its children.
    package var hasInit: Located<Bool>?
    /// The signal that stops it.
    package var stopSignal: Located<String>?
    /// How long it may take to stop.
    package var stopGracePeriod: Located<Duration>?

    /// Nothing said yet.
    package init() {}
}
