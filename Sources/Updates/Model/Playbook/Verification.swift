/// How a backup is proved.
package enum Verification: String, Hashable, Sendable, Codable, CaseIterable {
    /// Hashes alone.
    case hashes
    /// Readable from end to end.
    case read
    /// Restored into a scratch place, and the manifest's checks hold there.
    case restore
}
