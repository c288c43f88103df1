package import Basis

/// Where backups go, how long they stay, and who can read them.
package struct BackupRules: Hashable, Sendable, Codable {
    /// Who can read backups.
    package struct Encryption: Hashable, Sendable, Codable {
        /// Public keys in the age form.
        package let recipients: [Located<String>]
        /// The secret key, where this machine may read them.
        package let identity: Template?

        /// Encryption to recipients.
        package init(recipients: [Located<String>], identity: Template?) {
            (self.recipients, self.identity) = (recipients, identity)
        }
    }

    /// The directory on this machine.
    package let to: Located<String>
    /// What stays.
    package var keep: Retention?
    /// Who can read them; nil means anybody.
    package var encrypt: Encryption?
    /// Further places, as URLs.
    package var offsite: [Template] = []
    /// How they are proved.
    package var verify: Located<Verification>?

    /// Backups in a directory.
    package init(to: Located<String>) { self.to = to }
}
