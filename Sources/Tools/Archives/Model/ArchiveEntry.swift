/// What a tar says about one file: everything but its content.
package struct ArchiveEntry: Hashable, Sendable {
    /// What the entry is.
    package enum Kind: Hashable, Sendable {
        /// A regular file of so many bytes, holes counted.
        case file(size: Int64)
        /// A directory.
        case directory
        /// A symbolic link and the text it holds.
        case symlink(target: ArchiveName)
        /// Another name of an entry that came before.
        case hardLink(target: ArchiveName)
        /// A named pipe.
        case fifo
        /// A block or character device.
        case device(block: Bool, major: UInt32, minor: UInt32)
        /// What tar has no word for, as the raw file type.
        case other(type: UInt32)
    }

    /// A moment since 1970.
    package struct Time: Hashable, Sendable {
        /// Whole seconds, negative before 1970.
        package let seconds: Int64
        /// The rest, from 0 to 999,999,999.
        package let nanoseconds: Int64

        /// Makes a moment; nanoseconds beyond a second are cut off.
        package init(seconds: Int64, nanoseconds: Int64 = 0) {
            self.seconds = seconds
            self.nanoseconds = min(max(0, nanoseconds), 999_999_999)
        }
    }

    /// A numeric owner; names are never looked up.
    package struct Owner: Hashable, Sendable {
        /// The user's number.
        package let user: Int64
        /// The group's number.
        package let group: Int64

        /// Makes an owner.
        package init(user: Int64, group: Int64) {
            self.user = user
            self.group = group
        }

        /// User 0 and group 0.
        package static let root = Owner(user: 0, group: 0)
    }

    /// The name.
    package var name: ArchiveName
    /// What it is.
    package var kind: Kind
    /// Permission bits with set-user, set-group and sticky: the low twelve.
    package var mode: UInt32
    /// Whose it is.
    package var owner: Owner
    /// When its content changed last.
    package var modified: Time
    /// Extended attributes by name.
    package var attributes: [String: [UInt8]]

    /// Makes an entry; of the mode only the low twelve bits are kept.
    package init(
        _ name: ArchiveName, _ kind: Kind, mode: UInt32 = 0o644, owner: Owner = .root,
        modified: Time = Time(seconds: 0), attributes: [String: [UInt8]] = [:]
    ) {
        self.name = name
        self.kind = kind
        self.mode = mode & 0o7777
        self.owner = owner
        self.modified = modified
        self.attributes = attributes
    }

    var size: Int64 { if case .file(let size) = kind { size } else { 0 } }
}
