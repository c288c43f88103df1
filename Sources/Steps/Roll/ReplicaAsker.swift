package import Ports
package import Updates

/// What asks one container how it is, at its own address.
package protocol ReplicaAsker: Sendable {
    /// Asks once, for so long. Nil if it is well, else why it is not.
    func ask(_ gate: Gate, of endpoint: Endpoint, for timeout: Duration) async -> String?
}
