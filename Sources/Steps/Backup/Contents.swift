internal import Basis
internal import Updates

/// One thing of the manifest that is backed up and brought back.
enum Content: Sendable {
    case database(Login, any Dialect)
    case volume(String, of: String)
    case path(String, of: String)

    /// The name that the manifest gives it.
    var name: String {
        switch self {
        case .database(let login, _): login.name
        case .volume(let name, _), .path(let name, _): name
        }
    }

    /// A part of a backup for it, of which nothing is written yet.
    func part(isSealed: Bool) -> BackupPart {
        let source: BackupPart.Source
        let form: BackupPart.Form
        let ending: String
        switch self {
        case .database(let login, let dialect):
            source = BackupPart.Source(rawValue: login.engine.rawValue) ?? .postgres
            form = dialect.form
            ending = dialect.form.ending
        case .volume: (source, form, ending) = (.volume, .tar, "tar")
        case .path: (source, form, ending) = (.path, .tar, "tar")
        }
        let name = self.name.utf8.allSatisfy(Content.isPlain) ? self.name : "part"
        var part = BackupPart(
            name: self.name, source: source, form: form,
            file: "\(name).\(ending).zst" + (isSealed ? ".age" : ""))
        let opening = isSealed ? "age -d -i KEY \(part.file) | zstd -d" : "zstd -dc \(part.file)"
        part.byHand = "\(opening) | \(byHand)"
        return part
    }

    private var byHand: String {
        switch self {
        case .database(_, let dialect): dialect.byHand
        case .volume, .path: "tar -x --numeric-owner -C FOLDER"
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}

extension BackupPart.Form {
    /// What files of this form are called.
    var ending: String {
        switch self {
        case .pgCustom: "dump"
        case .sql: "sql"
        case .rdb: "rdb"
        case .sqlite: "db"
        case .mongoArchive: "archive"
        case .tar: "tar"
        case .gitBundle: "bundle"
        case .variables: "env"
        }
    }
}

extension BackupSetting {
    /// The things of the manifest by these names; all of both kinds if none is named at all.
    func contents(databases: [String], files: [String]) async throws -> [Content] {
        let all = databases.isEmpty && files.isEmpty
        var contents: [Content] = []
        for name in all ? manifest.databases.map(\.name.value) : databases {
            contents.append(try await database(name))
        }
        for name in all ? manifest.files.map(\.name.value) : files { contents.append(try fileSet(name)) }
        guard !contents.isEmpty else {
            let app = manifest.app.value
            throw BackupFailure(.unusable, "the manifest names neither databases nor files", at: app)
        }
        return contents
    }

    /// The thing of the manifest by that name.
    func content(_ name: String) async throws -> Content {
        manifest.files.contains { $0.name.value == name } ? try fileSet(name) : try await database(name)
    }

    private func database(_ name: String) async throws -> Content {
        let login = try await Login(name, in: self)
        return .database(login, try login.dialect())
    }

    private func fileSet(_ name: String) throws -> Content {
        switch manifest.files.first(where: { $0.name.value == name })?.value {
        case .volume(let volume): .volume(name, of: volume.value)
        case .path(let path): .path(name, of: absolute(path.value).withoutTrailingSlashes)
        case nil: throw BackupFailure(.unknownName, "the manifest has no files `\(name)`", at: name)
        }
    }
}

extension String {
    fileprivate var withoutTrailingSlashes: String {
        var rest = self[...]
        while rest.count > 1, rest.last == "/" { rest.removeLast() }
        return String(rest)
    }
}
