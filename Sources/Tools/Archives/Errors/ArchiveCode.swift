internal import Basis

/// The stable codes of this module.
package enum ArchiveCode: String, CaseIterable, DiagnosticCode {
    /// An archive ends before it is complete.
    case truncated = "archive.truncated"
    /// An archive contradicts itself or its format.
    case corrupt = "archive.corrupt"
    /// The bytes are not an archive or compressed stream of a kind that is read here.
    case unknownFormat = "archive.unknown-format"
    /// An archive tried to write outside the directory it was unpacked into.
    case escape = "archive.escape"
    /// An archive holds a device, a pipe or something else that is not a file.
    case specialFile = "archive.special-file"
    /// An archive or a tree is larger than is allowed.
    case limitExceeded = "archive.limit-exceeded"
    /// An archive names the same file twice, or a file that was already there.
    case duplicate = "archive.duplicate"
    /// The directory to unpack into is already there and not empty.
    case occupied = "archive.occupied"
    /// The disk or the quota is full.
    case diskFull = "archive.disk-full"
    /// A file could not be read or written with the rights at hand.
    case permission = "archive.permission"
    /// A file changed while it was being put into an archive.
    case changedWhileReading = "archive.changed-while-reading"
    /// A stream held more or fewer bytes than its archive entry declares.
    case wrongSize = "archive.wrong-size"
    /// An ignore file has a pattern that cannot be understood.
    case badIgnorePattern = "archive.bad-ignore-pattern"
    /// A file or directory that is needed is not there.
    case notFound = "archive.not-found"
    /// The operating system refused something.
    case system = "archive.system"
    /// The archive library refused something.
    case library = "archive.library"
    /// The work was stopped on request, before it was done.
    case cancelled = "archive.cancelled"

    /// What the code means.
    package var summary: String {
        switch self {
        case .truncated: "An archive ends before it is complete."
        case .corrupt: "An archive contradicts itself or its format."
        case .unknownFormat: "The bytes are not an archive or compressed stream of a kind that is read here."
        case .escape: "An archive tried to write outside the directory it was unpacked into."
        case .specialFile: "An archive holds a device, a pipe or something else that is not a file."
        case .limitExceeded: "An archive or a tree is larger than is allowed."
        case .duplicate: "An archive names the same file twice, or a file that was already there."
        case .occupied: "The directory to unpack into is already there and not empty."
        case .diskFull: "The disk or the quota is full."
        case .permission: "A file could not be read or written with the rights at hand."
        case .changedWhileReading: "A file changed while it was being put into an archive."
        case .wrongSize: "A stream held more or fewer bytes than its archive entry declares."
        case .badIgnorePattern: "An ignore file has a pattern that cannot be understood."
        case .notFound: "A file or directory that is needed is not there."
        case .system: "The operating system refused something."
        case .library: "The archive library refused something."
        case .cancelled: "The work was stopped on request, before it was done."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .truncated: "Fetch or make the archive again; the copy at hand is incomplete."
        case .corrupt: "Fetch or make the archive again, and compare its checksum with the source's."
        case .unknownFormat: "Give a tar, plain or compressed with gzip or zstd."
        case .escape: "Do not use this archive; ask whoever made it why it holds such an entry."
        case .specialFile: "Leave such files out of the archive, or allow them for this extraction."
        case .limitExceeded: "Check that this is the archive you meant, then raise the limit that is named."
        case .duplicate: "Unpack into an empty directory, or allow later entries to replace earlier ones."
        case .occupied: "Move what is there out of the way, or choose another directory."
        case .diskFull: "Free some space and try again; what was written is named."
        case .permission: "Give this user the right that is missing, or leave the file out."
        case .changedWhileReading: "Try again while nothing writes there, or leave the file out."
        case .wrongSize: "Try again; if it happens twice, whoever feeds the stream miscounts."
        case .badIgnorePattern:
            "Correct the line that is named; the rules are those of Docker's .dockerignore."
        case .notFound: "Check the path."
        case .system: "Act on the system's own words, then try again."
        case .library: "Act on the library's own words; if they do not help, report this."
        case .cancelled: "Start it again when it is wanted."
        }
    }
}
