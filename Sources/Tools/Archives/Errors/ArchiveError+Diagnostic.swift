package import Basis

extension ArchiveError: Diagnosable {
    /// The stable code.
    package var code: ArchiveCode {
        switch self {
        case .truncated: .truncated
        case .corrupt: .corrupt
        case .unknownFormat: .unknownFormat
        case .escape: .escape
        case .specialFile: .specialFile
        case .limitExceeded: .limitExceeded
        case .duplicate: .duplicate
        case .occupied: .occupied
        case .diskFull: .diskFull
        case .permission: .permission
        case .changedWhileReading: .changedWhileReading
        case .wrongSize: .wrongSize
        case .badIgnorePattern: .badIgnorePattern
        case .notFound: .notFound
        case .system: .system
        case .library: .library
        }
    }

    /// The error in words.
    package var diagnostic: Diagnostic {
        switch self {
        case .truncated(let why): Diagnostic(code, "the archive ends too early", at: .archive, why: why)
        case .corrupt(let why): Diagnostic(code, "the archive is damaged", at: .archive, why: why)
        case .unknownFormat(let why):
            Diagnostic(code, "this is not a readable archive", at: .archive, why: why)
        case .library(let doing, let why): Diagnostic(code, "could not \(doing)", at: .archive, why: why)
        case .occupied(let path): Diagnostic(code, "the directory is not empty", at: .thing(path))
        case .badIgnorePattern(let pattern, let span, let why):
            Diagnostic(code, "the pattern cannot be understood", at: .text(span, line: pattern), why: why)
        case .limitExceeded(let kind, let limit, let entry):
            Diagnostic(
                code, "\(kind.words) more than \(limit)", at: entry.map { .thing("\($0)") } ?? .archive,
                remedy: "Check that this is what you meant, then raise the limit on \(kind.words).")
        case .escape(let escape, let entry): Diagnostic(code, escape.words, at: .thing("\(entry)"))
        case .specialFile(let entry): Diagnostic(code, "the entry is not a file", at: .thing("\(entry)"))
        case .duplicate(let entry): Diagnostic(code, "the name is already taken", at: .thing("\(entry)"))
        case .wrongSize(let entry, let declared):
            Diagnostic(code, "the content is not of the \(declared) bytes declared", at: .thing("\(entry)"))
        case .diskFull(let name): Diagnostic(code, "there is no space left", at: .thing("\(name)"))
        case .notFound(let name): Diagnostic(code, "there is no such file", at: .thing("\(name)"))
        case .changedWhileReading(let change, let name):
            Diagnostic(code, "the file \(change.words) while it was read", at: .thing("\(name)"))
        case .permission(let doing, let name): Diagnostic(code, "may not \(doing)", at: .thing("\(name)"))
        case .system(let doing, let name, let number):
            Diagnostic(code, "could not \(doing)", at: .thing("\(name)"), why: systemWords(number))
        }
    }
}

extension Place {
    fileprivate static let archive = Place.thing("archive")
}

extension ArchiveLimits.Kind {
    fileprivate var words: String {
        switch self {
        case .bytes: "bytes"
        case .entries: "entries"
        case .pathLength: "the length of a name"
        case .ratio: "bytes unpacked for each byte read"
        case .depth: "directories within directories"
        }
    }
}

extension ArchiveError.Escape {
    fileprivate var words: String {
        switch self {
        case .absolutePath: "the entry's name begins at the root"
        case .parentReference: "the entry's name leads upwards"
        case .throughSymlink: "the entry's name leads through a symbolic link"
        case .symlinkTarget: "the symbolic link points outside"
        case .hardLinkTarget: "the hard link's target is not a file inside"
        }
    }
}

extension ArchiveError.Change {
    fileprivate var words: String {
        switch self {
        case .shrank: "became smaller"
        case .grew: "became larger"
        case .modified: "was written to"
        case .replaced: "was removed or replaced"
        }
    }
}
