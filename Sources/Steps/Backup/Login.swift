internal import Basis
internal import Updates

/// A database of the manifest with its names filled in.
struct Login: Sendable {
    let name: String
    let engine: Database.Engine
    /// The service in whose container its programs run; nil runs them here.
    let service: String?
    let host: String?
    let port: Int?
    let user: String?
    let password: Secret?
    /// The name of the database on its server.
    let base: String?
    /// The file of a SQLite database.
    let path: String?

    /// Fills in what the manifest says of a database.
    init(_ name: String, in setting: BackupSetting) async throws {
        guard let found = setting.manifest.databases.first(where: { $0.name.value == name })?.value else {
            throw BackupFailure(.unknownName, "the manifest has no database `\(name)`", at: name)
        }
        func words(_ template: Template?) async throws -> String? {
            guard let template else { return nil }
            return try await setting.lexicon.words(template)
        }
        self.name = name
        engine = found.engine
        service = found.service?.value
        port = found.port?.value
        host = try await words(found.host)
        user = try await words(found.user)
        base = try await words(found.database)
        let file = try await words(found.path)
        // In a container the path is the container's own.
        path = service == nil ? file.map(setting.absolute) : file
        password =
            if let template = found.password { try await setting.lexicon.text(template).secret } else { nil }
    }

    /// The name of the database, which its kind needs.
    func named() throws(BackupFailure) -> String {
        guard let base, !base.isEmpty else { throw lacking("database") }
        return base
    }

    /// What is missing in the manifest.
    func lacking(_ key: String) -> BackupFailure {
        BackupFailure(.unusable, "the database `\(name)` has no `\(key):`", at: "database \(name)")
    }

    /// The words by which a program reaches its server, in that program's own flags.
    func reach(host hostFlag: String, port portFlag: String, user userFlag: String) -> [String] {
        let told = [(hostFlag, host), (portFlag, port.map(String.init)), (userFlag, user)]
        return told.flatMap { flag, value in value.map { [flag, $0] } ?? [] }
    }

    /// How its programs are called.
    func dialect() throws(BackupFailure) -> any Dialect {
        switch engine {
        case .postgres: PostgresDialect(self, base: try named())
        case .mysql, .mariadb: MySQLDialect(self, base: try named())
        case .mongodb: MongoDialect(self, base: try named())
        case .redis: RedisDialect(self)
        case .sqlite:
            if let path { SQLiteDialect(self, path: path) } else { throw lacking("path") }
        }
    }
}
