/// The SQL that a migration would run, and what of it may hurt.
package struct SchemaPreview: Hashable, Sendable {
    /// The revision from which it starts; nil where nothing tells it.
    package let revision: String?
    /// The SQL.
    package let script: String
    /// What may hurt.
    package let hazards: [SchemaHazard]

    /// A preview of its parts.
    package init(revision: String?, script: String, hazards: [SchemaHazard]) {
        (self.revision, self.script, self.hazards) = (revision, script, hazards)
    }
}
