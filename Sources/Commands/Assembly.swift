internal import Archives
internal import Basis
internal import Console
internal import Docker
internal import Git
internal import HTTP
internal import Seals
internal import YAML

/// Puts the program together. The only place that names adapters.
package enum Assembly {
    /// An engine on the same machine answers in milliseconds; one that has not by then is not there.
    static let enginePatience = Duration.seconds(5)

    /// The program as it stands in its process.
    package static func program() -> Program {
        let (output, errors) = (Output.standardOutput(), Output.standardError())
        return Program(
            grammar: .belay, surroundings: .current(output: output, errors: errors), adapters: adapters,
            output: output, errors: errors)
    }

    private static var adapters: Adapters {
        Adapters(
            engine: { try await engine(at: $0) }, journal: { try await journal(at: $0, in: $1) },
            target: { try await target(of: $0, journal: $1, state: $2, in: $3) }, libraries: { libraries })
    }

    private static func engine(at host: String?) async throws -> EngineFinding {
        var place = host ?? ""
        do {
            let endpoint = try DockerEndpoint.reading(host)
            place = "\(endpoint)"
            let version = try await DockerEngine(at: endpoint).version(by: .after(enginePatience))
            return .found(
                name: version.name, version: version.version, apiVersion: version.apiVersion, place: place)
        } catch let error as any Diagnosable {
            try Task.checkCancellation()
            return .missing(error.diagnostic, place: place)
        }
    }

    private static var libraries: [Library] {
        [
            Library(name: "libarchive", version: ArchivesLibrary.version),
            Library(name: "libcurl", version: HTTPLibrary.version),
            Library(name: "libgit2", version: GitLibraries.git),
            Library(name: "libsodium", version: SealsLibrary.version),
            Library(name: "libssh2", version: GitLibraries.ssh),
            Library(name: "libyaml", version: YAMLLibrary.version),
        ]
    }
}
