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

    /// All migrations, to the newest.
    package init() {}
}
