/// The key that an ssh host showed.
package struct HostKey: Hashable, Sendable {
    /// The host.
    package let host: String
    /// The port.
    package let port: Int
    /// The type as known_hosts spells it: `ssh-ed25519`.
    package let type: String
    /// `SHA256:` and base64 without padding, as `ssh-keygen -l` prints it.
    package let fingerprint: String
    /// The key itself in base64, as known_hosts holds it.
    package let base64: String

    /// The host as known_hosts names it: with brackets and port unless the port is 22.
    package var name: String { port == 22 ? host : "[\(host)]:\(port)" }

    /// The line that would make the key known.
    package var line: String { "\(name) \(type) \(base64)" }
}
