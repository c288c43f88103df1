package import Basis

/// Brings the schema of the databases to that of the release.
package struct MigrateAction: Hashable, Sendable, Codable {
    /// Which part of the migrations.
    package enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
        /// All of them.
        case all
        /// What old code can live with.
        case expand
        /// What only new code can live with.
        case contract
    }

    /// Which part.
    package var phase: Located<Phase>?
    /// To which revision, if not the newest.
    package var to: Template?
    /// How many migrations are taken back, instead of bringing any up.
    package var down: Template?
    /// What goes back from a release that was in force: the container that brought its schema up.
    package var descent: Descent?

    /// All migrations, to the newest.
    package init() {}

    /// The way from the schema of one release back to that of an earlier one.
    package struct Descent: Hashable, Sendable, Codable {
        /// What the schema was and by what it was brought there.
        package let from: SchemaRecord
        /// The revision that the earlier release had.
        package let revision: String
        /// The fingerprint that the earlier release's schema had, if it is known.
        package let fingerprint: String?

        /// A way back.
        package init(from: SchemaRecord, to revision: String, fingerprint: String?) {
            (self.from, self.revision, self.fingerprint) = (from, revision, fingerprint)
        }
    }
}
