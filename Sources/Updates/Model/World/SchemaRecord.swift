/// The schema as a migration left it, with everything that takes it back.
package struct SchemaRecord: Hashable, Sendable, Codable {
    /// The revision that its tool tells; empty before the first.
    package let revision: String
    /// A hash over everything that the databases say of their structure; nil where none could be asked.
    package let fingerprint: String?
    /// What makes the container that brought it there, its image by id; nil if that was this machine.
    package let blueprint: Blueprint?
    /// The folder of the release whose files brought it there.
    package let checkout: String?
    /// Whether what old code needs was removed.
    package let isContracted: Bool

    /// A schema of its parts.
    package init(
        revision: String, fingerprint: String?, blueprint: Blueprint?, checkout: String?, isContracted: Bool
    ) {
        (self.revision, self.fingerprint, self.blueprint) = (revision, fingerprint, blueprint)
        (self.checkout, self.isContracted) = (checkout, isContracted)
    }
}
