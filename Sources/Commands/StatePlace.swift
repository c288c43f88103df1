internal import Basis
internal import Glibc

/// Where Belay keeps what it must remember: the journal, its key, clones and checkouts.
struct StatePlace: Sendable {
    /// The folder.
    let folder: String
    /// The journal's file in it, unless another one is named.
    let journal: String

    private static let scheme = "sqlite:"
    private static let name = "journal.db"

    /// The place that `--journal` names, else the usual one. Its folder is made if it is the user's own.
    init(_ location: String?, in surroundings: Surroundings) throws(Failure) {
        if let location {
            let plain =
                location.hasPrefix(StatePlace.scheme)
                ? String(location.dropFirst(StatePlace.scheme.count)) : location
            guard !plain.isEmpty, !plain.contains("://") else {
                let what = "`\(location)` names no journal"
                throw .wrongInput([
                    Diagnostic(
                        CommandCode.noJournal, what, at: .commandLine,
                        remedy: "Name a file: `--journal sqlite:PATH`, or the path alone.")
                ])
            }
            journal = plain.hasPrefix("/") ? plain : "\(surroundings.folder)/\(plain)"
            folder = StatePlace.parent(of: journal)
            return
        }
        guard let usual = JournalPlace.usual(in: surroundings) else {
            let what = "there is no home folder in which a journal could be kept"
            throw .wrongInput([Diagnostic(CommandCode.noJournal, what, at: .commandLine)])
        }
        (folder, journal) = (usual, "\(usual)/\(StatePlace.name)")
        StatePlace.make(usual)
    }

    private static func parent(of path: String) -> String {
        let parts = path.split(separator: "/").dropLast()
        return "/" + parts.joined(separator: "/")
    }

    /// Makes a folder and those above it; what cannot be made is told by the journal, which finds none.
    private static func make(_ path: String) {
        var whole = ""
        for part in path.split(separator: "/") {
            whole += "/\(part)"
            mkdir(whole, 0o700)
        }
    }
}
