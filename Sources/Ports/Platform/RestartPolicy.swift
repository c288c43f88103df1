/// Whether the engine starts a container again by itself.
package enum RestartPolicy: Hashable, Sendable {
    /// Never.
    case no
    /// As its blueprint declares it.
    case declared
}
