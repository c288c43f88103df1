package import Updates

/// What happened to a container.
package enum ReplicaChange: Hashable, Sendable {
    /// It started.
    case started(id: String)
    /// It ended.
    case ended(id: String, code: Int)
    /// The engine's health check changed its mind.
    case health(id: String, Replica.Health)
    /// It was removed.
    case removed(id: String)
    /// Events may have been lost; this is how all of them stand.
    case listed([Replica])
}
