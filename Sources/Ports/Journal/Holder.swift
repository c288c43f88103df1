/// A process that holds a claim, so that a successor on the same machine can make sure of its end.
package struct Holder: Hashable, Sendable, Codable {
    /// The host's name.
    package let host: String
    /// Which boot of it: pids mean nothing on another one.
    package let boot: String
    /// The process.
    package let pid: Int
    /// When the process started, in ticks since boot: a pid is given to the next one.
    package let started: Int
    /// Which of its claims.
    package let nonce: String

    /// A holder of its parts.
    package init(host: String, boot: String, pid: Int, started: Int, nonce: String) {
        (self.host, self.boot, self.pid, self.started, self.nonce) = (host, boot, pid, started, nonce)
    }
}
