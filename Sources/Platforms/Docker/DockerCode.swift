internal import Basis

/// What can go wrong with a container engine.
package enum DockerCode: String, CaseIterable, DiagnosticCode {
    /// `DOCKER_HOST` names no place that can be reached.
    case badHost = "docker.bad-host"
    /// What answers does not speak as an engine does.
    case notAnEngine = "docker.not-an-engine"

    /// What the code means.
    package var summary: String {
        switch self {
        case .badHost: "`DOCKER_HOST` names no place that Belay can reach."
        case .notAnEngine: "What answers there does not speak as a container engine does."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .badHost:
            "Set `DOCKER_HOST` to `unix://PATH` or `tcp://HOST:PORT`, or unset it for the usual socket."
        case .notAnEngine: "Check that `DOCKER_HOST` names the engine and not another service."
        }
    }
}
