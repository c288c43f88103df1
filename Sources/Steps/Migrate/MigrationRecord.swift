internal import Updates

/// What a migration writes down for its own way back and for that of later runs.
struct MigrationRecord: Codable, Hashable {
    /// The schema as it was found or left.
    let state: SchemaState
    /// What made the container; nil if this machine did it.
    let blueprint: Blueprint?
    /// The folder of the release whose files were used.
    let checkout: String?
    /// Whether what old code needs was removed.
    let isContracted: Bool
    /// When, in milliseconds since 1970.
    let time: Int64?
}
