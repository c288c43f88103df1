import Basis
import Ports
import Updates

/// A target that says what the test lets it say.
final class StagePlatform: Platform {
    struct Script: Sendable {
        var addresses: [Endpoint] = []
        var logs = ""
        var usage: [Usage] = []
        var standing: [Blueprint] = [StagePlatform.blueprint("web"), StagePlatform.blueprint("db")]
        var execute: @Sendable ([String], [String: Secret], [UInt8]) async throws -> CommandResult = {
            _, _, _ in
            CommandResult(exitCode: 0, output: "", errors: "")
        }
    }

    private let script = Guarded(Script())

    func play(_ change: @Sendable (inout Script) -> Void) { script.withLock { change(&$0) } }

    static func blueprint(_ service: String, image: String = "sha256:1") -> Blueprint {
        Blueprint(
            service: service, release: "v1.0.0", image: image, configuration: "c1", replicas: 1,
            specification: "{}")
    }

    func identity() async throws -> TargetIdentity { TargetIdentity(kind: "docker", id: "E1", name: "here") }

    func world() async throws -> World {
        World(identity: try await identity(), services: [], release: nil, openRun: nil)
    }

    func desired(_ tree: ReleaseTree) async throws -> [ServiceState] { [] }

    func blueprints(of services: [String], in tree: ReleaseTree) async throws -> [Blueprint] {
        services.map { StagePlatform.blueprint($0, image: tree.images[$0] ?? "sha256:none") }
    }

    func standing(of services: [String]) async throws -> [Blueprint] {
        script.withLock { $0.standing }.filter { services.contains($0.service) }
    }

    func lay(_ tree: ReleaseTree, in situation: Situation) async throws {}

    func logs(of service: String, since: Duration, limit: ByteCount) async throws -> String {
        script.withLock { $0.logs }
    }

    func execute(
        _ command: [String], in service: String, variables: [String: Secret], input: (any ByteStream)?,
        deadline: Deadline
    ) async throws -> CommandResult {
        let read = try await input?.collect(atMost: .mebibytes(1)) ?? []
        return try await script.withLock { $0.execute }(command, variables, read)
    }

    func addresses(of service: String, port: Int?) async throws -> [Endpoint] {
        script.withLock { $0.addresses }
    }

    func usage(of service: String) async throws -> [Usage] { script.withLock { $0.usage } }
}
