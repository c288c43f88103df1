import Basis
import HTTP

@testable import Docker

extension Stage {
    /// The engine as Belay speaks to it.
    func client() async throws -> DockerEngine {
        let endpoint = try DockerEndpoint.reading(engine.host)
        return try await DockerEngine(at: endpoint).agreed(by: soon)
    }

    /// When a call must be over.
    var soon: Deadline { .after(RealEngine.patience) }

    /// Has a container removed at the end, whatever becomes of it.
    func willRemove(_ name: String) {
        let engine = engine
        atEnd {
            let gone = HTTPRequest(.delete, "/containers/\(name)?force=1&v=1")
            _ = try await engine.http.send(gone, deadline: .after(RealEngine.patience))
        }
    }

    /// The body of a container of the tests' shell.
    func shell(_ words: String..., labels: [String: EngineValue] = [:]) -> EngineValue {
        var labels = labels
        labels["stage"] = .text(prefix)
        return [
            "Image": "belay/shell:test", "Cmd": .list(words.map { .text($0) }), "Labels": .object(labels),
        ]
    }
}

/// The failure of a call that has to fail; anything else is thrown on.
func failure(_ work: () async throws -> Void) async throws -> DockerFailure? {
    do {
        try await work()
        return nil
    } catch let failure as DockerFailure {
        return failure
    }
}
