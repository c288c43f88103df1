/// What an archive may do when it is unpacked. Unless told otherwise: files, directories, links that stay
/// inside, permission bits and times; no owner, no set-user bit, no device, no attribute, nothing replaced.
package struct ExtractionRules: Hashable, Sendable {
    /// What becomes of a name that is taken.
    package enum Collision: Hashable, Sendable {
        /// The extraction fails, naming it.
        case refuse
        /// The later one replaces it; a directory is never replaced, and nothing is written through what
        /// was there.
        case replace
    }

    /// Which symbolic links may be made.
    package enum Symlinks: Hashable, Sendable {
        /// Those whose target is inside, whatever other links the archive makes.
        case inside
        /// Any. Still nothing is written through them, but whoever reads the tree may be led outside.
        case any
    }

    /// How much is believed.
    package var limits: ArchiveLimits
    /// What becomes of a name that is taken.
    package var collision: Collision
    /// Which symbolic links may be made.
    package var symlinks: Symlinks
    /// Whether pipes and devices are made.
    package var allowsSpecialFiles: Bool
    /// Whether set-user, set-group and sticky bits are kept.
    package var keepsSpecialBits: Bool
    /// Whether files get the numeric owner of their entry.
    package var keepsOwners: Bool
    /// Whether attributes in the `user.` namespace are kept; all others are the system's own and never
    /// taken over.
    package var keepsAttributes: Bool

    /// Makes rules, strict where nothing is said.
    package init(
        limits: ArchiveLimits = ArchiveLimits(), collision: Collision = .refuse, symlinks: Symlinks = .inside,
        allowsSpecialFiles: Bool = false, keepsSpecialBits: Bool = false, keepsOwners: Bool = false,
        keepsAttributes: Bool = false
    ) {
        self.limits = limits
        self.collision = collision
        self.symlinks = symlinks
        self.allowsSpecialFiles = allowsSpecialFiles
        self.keepsSpecialBits = keepsSpecialBits
        self.keepsOwners = keepsOwners
        self.keepsAttributes = keepsAttributes
    }
}
