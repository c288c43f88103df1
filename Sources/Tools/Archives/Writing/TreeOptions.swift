/// How a directory tree is put into an archive.
package struct TreeOptions: Sendable {
    /// Whose the entries are.
    package enum Owners: Hashable, Sendable {
        /// As on disk, by number.
        case kept
        /// The same for all.
        case all(ArchiveEntry.Owner)
    }

    /// Whose the entries are.
    package var owners: Owners
    /// Whether times lose what is below a second, as Docker has it.
    package var wholeSeconds: Bool
    /// Whether attributes in the `user.` namespace go along.
    package var attributes: Bool
    /// Told of each socket: an archive cannot hold one, so it is left out.
    package var skipped: @Sendable (ArchiveName) -> Void

    /// Makes options: everything as it is on disk.
    package init(
        owners: Owners = .kept, wholeSeconds: Bool = false, attributes: Bool = true,
        skipped: @escaping @Sendable (ArchiveName) -> Void = { _ in }
    ) {
        self.owners = owners
        self.wholeSeconds = wholeSeconds
        self.attributes = attributes
        self.skipped = skipped
    }
}
