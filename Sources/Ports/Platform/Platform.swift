package import Basis
package import Updates

/// A target: an engine with a Compose project, or a namespace of a cluster.
package protocol Platform: Sendable {
    /// Which target it is. The first thing that is asked, and the cheapest.
    func identity() async throws -> TargetIdentity

    /// What runs of the project, in as few requests as it takes.
    func world() async throws -> World

    /// What a release wants, by service: its images resolved as far as they are there.
    func desired(_ tree: ReleaseTree) async throws -> [ServiceState]

    /// Everything that makes the containers of services as a release wants them; its images must be there.
    func blueprints(of services: [String], in tree: ReleaseTree) async throws -> [Blueprint]

    /// Everything that made the containers of services as they run, which is what a way back needs.
    func standing(of services: [String]) async throws -> [Blueprint]

    /// Makes what services stand on as a release wants it: networks, volumes, secrets, configurations.
    func lay(_ tree: ReleaseTree, in situation: Situation) async throws

    /// Reads the output of a running service since a moment.
    func logs(of service: String, since: Duration, limit: ByteCount) async throws -> String

    /// Runs a command in a running container of a service: for reading, never for what must happen once.
    ///
    /// Secrets travel as variables or as input, never as words, which everybody on the machine can see.
    func execute(
        _ command: [String], in service: String, variables: [String: Secret], input: (any ByteStream)?,
        deadline: Deadline
    ) async throws -> CommandResult

    /// The addresses at which the replicas of a service can be asked from here, by replica.
    func addresses(of service: String, port: Int?) async throws -> [Endpoint]

    /// What the containers of a service use.
    func usage(of service: String) async throws -> [Usage]
}
