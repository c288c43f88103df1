package import Basis
package import Updates

/// The containers of services on an engine that replaces nothing by itself.
///
/// Every call that destroys takes a name that carries the epoch: what a successor renamed is no longer found.
/// Calls are the small acts of a roll; each may be called again.
package protocol Replicas: Sendable {
    /// All containers of services, running or not, Belay's or not, in one request.
    func list(_ services: [String]) async throws -> [Replica]

    /// Makes a container after a blueprint, with no restart policy, on its networks without the name that
    /// consumers resolve. One of that name that is ours and alike is taken as it is.
    func create(_ blueprint: Blueprint, as name: ReplicaName) async throws -> Replica

    /// Starts one and tells it anew, with the addresses that it now has.
    func start(_ name: String) async throws -> Replica

    /// One container as it is now; nil if there is none.
    func inspect(_ name: String) async throws -> Replica?

    /// Gives it its declared restart policy, once it is admitted, or none, before it is stopped.
    func setRestart(_ policy: RestartPolicy, of name: String) async throws

    /// Lets consumers resolve its service's name to it.
    func publish(_ name: String) async throws

    /// Lets consumers resolve its service's name to it no longer.
    func withdraw(_ name: String) async throws

    /// Stops one, with its signal and its grace.
    func stop(_ name: String, grace: Duration) async throws

    /// Names one otherwise. False if there is none of the old name.
    @discardableResult
    func rename(_ name: String, to other: String) async throws -> Bool

    /// Removes a stopped one. Nothing happens if there is none.
    func remove(_ name: String) async throws

    /// What happens to containers of the project from now on: ends, starts, health. It lists anew by itself
    /// whenever events may have been lost, and then tells the list.
    func changes() async throws -> AsyncStream<ReplicaChange>

    /// What one printed last, for whoever must know why it failed.
    func lastWords(of name: String, limit: ByteCount) async throws -> String
}
