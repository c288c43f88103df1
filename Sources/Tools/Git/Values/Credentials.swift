package import Basis

/// What is shown to the other side to be let in.
package enum Credentials: Sendable {
    /// Nothing.
    case none
    /// A user and a token or password: for https.
    case token(user: String, Secret)
    /// Every key that an ssh agent holds, asked for at its socket.
    case agent(socket: String)
    /// A private key in a file, with its passphrase if it has one.
    case keyFile(String, passphrase: Secret?)
    /// The text of a private key, with its passphrase if it has one. It is never written to disk.
    case key(Secret, passphrase: Secret?)
}
