package import Basis

/// What keeps secrets: resolves those that the manifest names, and seals what must be written down.
package protocol Vault: Sendable {
    /// The value of a secret of the manifest, read when it is needed.
    func secret(_ name: String) async throws -> Secret

    /// Closes a text under the installation's key, so that it may be journaled.
    func seal(_ secret: Secret) async throws -> String

    /// Opens what `seal` closed.
    func open(_ sealed: String) async throws -> Secret

    /// A keyed fingerprint: equal values give equal ones, and nobody without the key learns more.
    func fingerprint(_ secret: Secret) async throws -> String
}
