package import Basis

/// Where a secret comes from, when it is used.
package enum SecretSource: Hashable, Sendable, Codable {
    /// An environment variable of Belay itself.
    case environment(Located<String>)
    /// A file, without its last line break.
    case file(Located<String>)
    /// What a command prints.
    case command([Located<String>])
    /// A file in the repository, sealed in the age form.
    case age(file: Located<String>, identity: Located<String>?)
}
