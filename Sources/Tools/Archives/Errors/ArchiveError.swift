package import Basis

/// What can go wrong with an archive, as data.
package enum ArchiveError: Error, Hashable, Sendable {
    /// The ways out of a directory.
    package enum Escape: String, Hashable, Sendable, CaseIterable {
        /// A name that begins at the root.
        case absolutePath
        /// A name with `..` in it.
        case parentReference
        /// A name that leads through a symbolic link.
        case throughSymlink
        /// A symbolic link that points outside.
        case symlinkTarget
        /// A hard link to something that is not a file inside.
        case hardLinkTarget
    }

    /// What became of a file while it was read.
    package enum Change: String, Hashable, Sendable, CaseIterable {
        /// It lost bytes.
        case shrank
        /// It gained bytes.
        case grew
        /// It was written to, at the same size.
        case modified
        /// It is gone, or something else has its name.
        case replaced
    }

    /// The archive ends too early, in the library's words.
    case truncated(why: String)
    /// The archive is damaged, in the library's words.
    case corrupt(why: String)
    /// The bytes are nothing that is read here.
    case unknownFormat(why: String)
    /// The entry would have been written outside.
    case escape(Escape, entry: ArchiveName)
    /// The entry is a device, a pipe or the like, and those were not allowed.
    case specialFile(entry: ArchiveName)
    /// A limit was reached, at an entry if at one.
    case limitExceeded(ArchiveLimits.Kind, limit: Int64, entry: ArchiveName?)
    /// The name is taken, by an earlier entry or by what was there before.
    case duplicate(entry: ArchiveName)
    /// The directory that was to appear is already there with something in it.
    case occupied(path: String)
    /// No space or quota left.
    case diskFull(name: ArchiveName)
    /// The system said no.
    case permission(doing: String, name: ArchiveName)
    /// A file was not the same at the end as at the beginning.
    case changedWhileReading(Change, name: ArchiveName)
    /// A content stream did not hold what the entry declares.
    case wrongSize(entry: ArchiveName, declared: Int64)
    /// A pattern that Docker would refuse too.
    case badIgnorePattern(String, at: Span, why: String)
    /// There is no such file or directory.
    case notFound(name: ArchiveName)
    /// Any other refusal of the system, by its error number.
    case system(doing: String, name: ArchiveName, number: Int32)
    /// Any other refusal of the library, in its own words.
    case library(doing: String, why: String)
}
