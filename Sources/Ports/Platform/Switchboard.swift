/// What stands in front of services and decides where requests go.
///
/// What is live is what it routes to. It is told by the runtime first-hand; the file that it reads at its
/// next start is brought in line before an admission and after a removal.
package protocol Switchboard: Sendable {
    /// The services that it has in front of it.
    var services: [String] { get }

    /// Where it routes for a service, as it says itself.
    func routes(for service: String) async throws -> [Route]

    /// Lets requests go to a replica, by a weight of 256 at most, and makes sure that it does.
    func admit(_ endpoint: Endpoint, named name: String, for service: String, weight: Int) async throws

    /// Gives a replica another share.
    func weigh(_ name: String, for service: String, weight: Int) async throws

    /// Lets no new request go to a replica.
    func drain(_ name: String, for service: String) async throws

    /// Forgets a replica; what still runs on it is cut and counted.
    func remove(_ name: String, for service: String) async throws -> CutRequests

    /// Several small changes as one, for switches that must be loaded anew for each.
    func apply(_ changes: [RouteChange], for service: String) async throws -> CutRequests

    /// Which process it is: another one has forgotten what it was told.
    func incarnation() async throws -> String

    /// Whether a change of one replica costs a reload, so that a batch should be one change.
    var reloads: Bool { get }
}
