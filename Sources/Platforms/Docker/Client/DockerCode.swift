internal import Basis

/// What can go wrong with a container engine.
package enum DockerCode: String, CaseIterable, DiagnosticCode {
    /// Finding the engine.
    case badHost = "docker.bad-host"
    case badContext = "docker.bad-context"
    case noEngine = "docker.no-engine"
    case forbidden = "docker.forbidden"
    case notAnEngine = "docker.not-an-engine"
    case tooOld = "docker.too-old"
    /// A call that did not come to its end: whether it took effect is unknown.
    case timedOut = "docker.timed-out"
    case cancelled = "docker.cancelled"
    case lost = "docker.connection-lost"
    /// What is not there.
    case noContainer = "docker.no-container"
    case noImage = "docker.no-image"
    case noNetwork = "docker.no-network"
    case noVolume = "docker.no-volume"
    case notFound = "docker.not-found"
    /// What is in the way.
    case nameTaken = "docker.name-taken"
    case portTaken = "docker.port-taken"
    case addressesTaken = "docker.addresses-taken"
    case inUse = "docker.in-use"
    case notRunning = "docker.not-running"
    case noSpace = "docker.no-space"
    case notStarted = "docker.not-started"
    case programFailed = "docker.program-failed"
    /// Somebody else has the claim on a project.
    case lockHeld = "docker.lock-held"
    /// What the engine does not want.
    case badSpecification = "docker.bad-specification"
    case refused = "docker.refused"
    case failed = "docker.failed"
    /// Registries and builds.
    case loginRefused = "docker.login-refused"
    case badLogin = "docker.bad-login"
    case notPulled = "docker.not-pulled"
    case notPushed = "docker.not-pushed"
    case notBuilt = "docker.not-built"

    /// What the code means.
    package var summary: String { words.summary }
    /// What to do about it.
    package var remedy: String { words.remedy }
}
