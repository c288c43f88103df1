package import Basis

/// Why containers were not replaced.
package enum RollFailure: Error, Hashable, Sendable {
    /// A container did not prove itself; the last of what it said.
    case replica(name: String, service: String, why: String, lastWords: String, isReturning: Bool)
    /// A service is not there.
    case unknownService(String)
    /// The journal has no record for a step.
    case noRecord(step: String)
    /// A container has no address.
    case noAddress(name: String, service: String)
    /// A service has no switch that weighs.
    case noWeights(service: String)
    /// Services wait for each other.
    case circle([String])
}

extension RollFailure: Diagnosable {
    /// The failure in words.
    package var diagnostic: Diagnostic {
        switch self {
        case .replica(let name, let service, let why, let lastWords, let isReturning):
            let said = lastWords.isEmpty ? "it printed nothing" : "its last words: \(lastWords)"
            return Diagnostic(
                isReturning ? RollCode.returnFailed : .replicaFailed,
                isReturning ? "\(name) of \(service) did not come back" : "\(name) of \(service) failed",
                at: .thing(name), why: "\(why); \(said)")
        case .unknownService(let service):
            return Diagnostic(
                RollCode.unknownService, "there is no service `\(service)`", at: .thing(service))
        case .noRecord(let step):
            return Diagnostic(
                RollCode.noRecord, "nothing says what stood before the step `\(step)`", at: .thing(step))
        case .noAddress(let name, let service):
            return Diagnostic(
                RollCode.noAddress, "\(name) of \(service) cannot be asked", at: .thing(name),
                why: "it has no address, or no port is known")
        case .noWeights(let service):
            return Diagnostic(
                RollCode.noWeights, "`\(service)` has no switch that could give out shares",
                at: .thing(service))
        case .circle(let services):
            return Diagnostic(
                RollCode.circle, "\(services.joined(separator: ", ")) wait for each other",
                at: .thing(services.joined(separator: ", ")))
        }
    }
}
