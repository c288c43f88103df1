import Basis
import Updates

/// A volume or a folder that services write to.
struct FileSetGuess: Sendable {
    let name: String
    let kind: ComposeMount.Kind
    let source: String
    let why: String

    /// The sets of files of a project: what is written, is no database's own, and is not the code itself.
    static func all(
        in project: ComposeProject, besides databases: [DatabaseGuess], _ listing: RepositoryListing
    ) -> [FileSetGuess] {
        let owners = Set(databases.map(\.service.name))
        let contexts = project.services.compactMap { $0.build?.context?.value }
        var all: [FileSetGuess] = []
        for service in project.services where !owners.contains(service.name.value) {
            for mount in service.mounts where !mount.isReadOnly {
                guard let source = mount.source?.value, !source.contains(ComposeSurvey.placeholder),
                    !all.contains(where: { $0.source == source })
                else { continue }
                let why = "\(service.name.value) writes to it, as \(mount.target.value)."
                switch mount.kind {
                case .volume where !isCache(source):
                    all.append(FileSetGuess(name: source, kind: .volume, source: source, why: why))
                case .bind where isData(source, contexts, listing):
                    let name = all.contains { $0.name == source.fileName } ? slug(source) : source.fileName
                    all.append(FileSetGuess(name: name, kind: .bind, source: source, why: why))
                default: break
                }
            }
        }
        return all
    }

    /// What comes back by itself need not be kept.
    private static func isCache(_ name: String) -> Bool {
        let words = name.lowercased().split { "-_.".contains($0) }
        return words.contains { ["cache", "modules", "tmp", "temp", "venv", "socket", "sock"].contains($0) }
    }

    /// A folder of the project that is neither code nor a file: below the project, and no build context.
    private static func isData(_ path: String, _ contexts: [String], _ listing: RepositoryListing) -> Bool {
        guard !path.hasPrefix("/"), !path.hasPrefix("~"), !path.hasPrefix(".."), path != "." else {
            return false
        }
        guard !listing.has(path), !path.fileName.contains(".") else { return false }
        // A context in which it lies is fine; one that lies in it, or is it, makes it code.
        return !contexts.contains { $0 == path || $0.hasPrefix("\(path)/") } && !isCode(path, listing)
    }

    private static func isCode(_ path: String, _ listing: RepositoryListing) -> Bool {
        ["src", "app", "lib", "frontend", "backend", "public", "static"].contains(path.fileName)
            && listing.hasFolder(path)
    }

    private static func slug(_ path: String) -> String { path.split(separator: "/").joined(separator: "-") }
}
