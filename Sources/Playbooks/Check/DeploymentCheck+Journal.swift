import Basis
import Updates

extension DeploymentCheck {
    /// A journal that a restore would put back to what it was: it would forget the run that restores it
    /// (safety rule 29).
    static let journal: Rule = { deployed in
        guard let journal = deployed.journal else { return [] }
        let manifest = deployed.project.manifest
        if let server = JournalServer(journal) {
            return manifest.databases.filter { server.holds($0.value) }.map { database in
                let what =
                    "the journal is kept in the database `\(database.name.value)`, which backups restore"
                return deployed.finding(.journalInside, what, at: database.name.span)
            }
        }
        let path = deployed.absolute(journal.withoutScheme)
        let inFiles = manifest.files.compactMap { files -> Located<String>? in
            guard case .path(let folder) = files.value else { return nil }
            return deployed.holds(folder.value, path) ? folder : nil
        }
        let inDatabases = manifest.databases.compactMap { database -> Located<String>? in
            guard let file = database.value.path?.literal, deployed.absolute(file) == path else { return nil }
            return database.name
        }
        return (inFiles + inDatabases).map { place in
            let what = "the journal \(path) lies in what backups restore"
            return deployed.finding(.journalInside, what, at: place.span)
        }
    }
}

extension DeployedProject {
    fileprivate func absolute(_ path: String) -> String { ComposePath.resolve(path, in: source.directory) }

    fileprivate func holds(_ folder: String, _ path: String) -> Bool {
        let outer = absolute(folder)
        return outer == "/" || path == outer || path.hasPrefix("\(outer)/")
    }
}

extension String {
    fileprivate var withoutScheme: String {
        for scheme in ["sqlite://", "sqlite:", "file://"] where hasPrefix(scheme) {
            return String(dropFirst(scheme.count))
        }
        return self
    }
}

/// A journal on a database server, by its URL.
private struct JournalServer {
    let host: String
    let database: String

    init?(_ url: String) {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://"),
            let rest = url.split(separator: "://", maxSplits: 1).last
        else { return nil }
        let parts = rest.prefix { $0 != "?" }.split(separator: "/", maxSplits: 1)
        let authority = parts.first.map { $0.split(separator: "@").last ?? $0 } ?? ""
        host = String(authority.prefix { $0 != ":" })
        database = parts.count == 2 ? String(parts[1]) : ""
    }

    /// Whether it is that database: the same server by name, and the same database in it.
    func holds(_ other: Database) -> Bool {
        guard other.engine == .postgres, other.database?.literal == database else { return false }
        return other.host?.literal == host || other.service?.value == host
    }
}
