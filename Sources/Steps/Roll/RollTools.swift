internal import Basis
package import Ports
package import Updates

/// Everything that rolls are done with, put together once for a target.
package struct RollTools: Sendable {
    /// The name of the Compose project: containers are named after it.
    package var project: String
    /// The target.
    package var platform: any Platform
    /// Its containers.
    package var replicas: any Replicas
    /// The switch in front, if there is one.
    package var traffic: (any Switchboard)?
    /// The clocks.
    package var time: any Timekeeper
    /// What asks a container how it is.
    package var asker: any ReplicaAsker
    /// What the release at hand wants of services, in the order of their dependencies; of all that roll if
    /// none is named.
    package var wanted: @Sendable ([String], Situation) async throws -> [Blueprint]
    /// Makes what the services stand on as the release at hand wants it: networks, volumes, files.
    package var lay: @Sendable (Situation) async throws -> Void
    /// Which of a container's networks the switch and the prober share with it; nil takes any.
    package var network: String?

    /// Tools of their parts.
    package init(
        project: String, platform: any Platform, replicas: any Replicas, traffic: (any Switchboard)?,
        time: any Timekeeper, asker: any ReplicaAsker, network: String? = nil,
        wanted: @escaping @Sendable ([String], Situation) async throws -> [Blueprint],
        lay: @escaping @Sendable (Situation) async throws -> Void = { _ in }
    ) {
        (self.project, self.platform, self.replicas, self.traffic) = (project, platform, replicas, traffic)
        (self.time, self.asker, self.network) = (time, asker, network)
        (self.wanted, self.lay) = (wanted, lay)
    }

    /// The failure with the last words of whoever failed.
    func withLastWords(_ failure: RollFailure) async -> RollFailure {
        guard case .replica(let name, let service, let why, _, let isReturning) = failure else {
            return failure
        }
        let words: String
        do {
            words = try await replicas.lastWords(of: name, limit: .kibibytes(2))
        } catch {
            words = "(its output could not be read)"
        }
        return .replica(name: name, service: service, why: why, lastWords: words, isReturning: isReturning)
    }

    /// Where a container is reached at this moment.
    func endpoint(of replica: Replica, port: Int?) -> Endpoint? {
        let address = network.flatMap { replica.addresses[$0] } ?? replica.addresses.min { $0 < $1 }?.value
        guard let address, !address.isEmpty, let port else { return nil }
        return Endpoint(replica: replica.id, host: address, port: port)
    }
}
