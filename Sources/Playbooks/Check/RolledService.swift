import Basis
import Updates

/// What a roll must know of a service: small, because every roll asks it of every service.
struct RolledService {
    let name: String
    /// Why two of it must not run; empty if they may.
    let reasons: [Located<ExclusiveReason>]
    let replicas: Int
    /// Whether it is not meant to run for ever.
    let isJob: Bool
    /// Whether a fixed port of the host is among the reasons.
    let takesPort: Bool

    init(_ service: ComposeService, in context: ServiceContext, jobs: Set<String>) {
        name = service.name.value
        replicas = service.replicas
        reasons = context.reasons(for: service)
        let mode = service.deploy.mode?.value
        isJob = jobs.contains(name) || mode == .replicatedJob || mode == .globalJob
        takesPort = reasons.contains { reason in
            if case .fixedPort = reason.value { return true }
            return false
        }
    }
}
