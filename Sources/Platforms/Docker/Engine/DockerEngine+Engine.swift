package import Basis
internal import FoundationEssentials
internal import HTTP

extension DockerEngine {
    /// An engine says little about itself; more than this is no engine.
    private static let versionLimit = ByteCount.kibibytes(256)

    /// What the engine says of itself. Throws `HTTPFailure`, or `DockerFailure` if that makes no sense.
    package func version(by deadline: Deadline) async throws -> DockerVersion {
        let call = EngineCall(.get, "/version", isVersioned: false)
        let response = try await client.send(call.request(in: api), deadline: deadline)
        let bytes = try await response.expecting().collect(atMost: DockerEngine.versionLimit)
        return try decode(bytes, call)
    }

    /// Whose engine it is, its clock, and what its machine has.
    package func information(by deadline: Deadline) async throws(DockerFailure) -> EngineInformation {
        try await read(EngineCall(.get, "/info"), by: deadline)
    }

    /// What images, containers, volumes and the build cache take of the disk. Slow: the engine counts files.
    func diskUsage(by deadline: Deadline) async throws(DockerFailure) -> EngineDiskUsage {
        try await read(EngineCall(.get, "/system/df"), atMost: EngineLimits.list, by: deadline)
    }
}
