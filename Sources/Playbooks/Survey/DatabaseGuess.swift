import Basis
import Updates

/// A service whose image is that of a database.
struct DatabaseGuess: Sendable {
    /// Where its password comes from.
    enum Password: Sendable {
        case variable(String)
        case file(String)
    }

    /// The name in the manifest.
    var name: String
    let engine: Database.Engine
    let service: SurveyedService
    var database: String?
    var user: String?
    var password: Password?

    /// The databases among services, with names: the only one of those that keep data for good is `main`.
    static func all(in services: [SurveyedService], secretFiles: [String: String]) -> [DatabaseGuess] {
        var all: [DatabaseGuess] = []
        for service in services where !all.contains(where: { $0.name == service.name }) {
            if let guess = DatabaseGuess(service, secretFiles: secretFiles) { all.append(guess) }
        }
        let lasting = all.indices.filter { all[$0].engine != .redis }
        if let only = lasting.first, lasting.count == 1, !all.contains(where: { $0.name == "main" }) {
            all[only].name = "main"
        }
        return all
    }

    private init?(_ service: SurveyedService, secretFiles: [String: String]) {
        guard let engine = DatabaseGuess.engine(of: service.program) else { return nil }
        (self.engine, self.service, name) = (engine, service, service.name)
        var secret: SurveyedService.Setting?
        switch engine {
        case .postgres:
            let given = service.setting("POSTGRES_USER", "POSTGRESQL_USERNAME")
            user = given == nil ? "postgres" : service.name(in: "POSTGRES_USER", "POSTGRESQL_USERNAME")
            database = service.name(in: "POSTGRES_DB", "POSTGRESQL_DATABASE") ?? user
            secret = service.setting("POSTGRES_PASSWORD", "POSTGRESQL_PASSWORD", "POSTGRES_PASSWORD_FILE")
        case .mysql, .mariadb:
            database = service.name(in: "MYSQL_DATABASE", "MARIADB_DATABASE")
            let root = service.setting(
                "MYSQL_ROOT_PASSWORD", "MARIADB_ROOT_PASSWORD", "MYSQL_ROOT_PASSWORD_FILE",
                "MARIADB_ROOT_PASSWORD_FILE")
            user = root == nil ? service.name(in: "MYSQL_USER", "MARIADB_USER") : "root"
            secret = root ?? service.setting("MYSQL_PASSWORD", "MARIADB_PASSWORD")
        case .mongodb:
            database = service.name(in: "MONGO_INITDB_DATABASE")
            user = service.name(in: "MONGO_INITDB_ROOT_USERNAME")
            secret = service.setting("MONGO_INITDB_ROOT_PASSWORD", "MONGO_INITDB_ROOT_PASSWORD_FILE")
        case .redis: secret = service.setting("REDIS_PASSWORD")
        case .sqlite: break
        }
        password = secret.map { DatabaseGuess.password($0, secretFiles) }
    }

    private static func password(
        _ setting: SurveyedService.Setting, _ files: [String: String]
    ) -> Password {
        if setting.name.hasSuffix("_FILE"), let path = setting.value?.reveal(),
            let file = files[path.fileName]
        {
            return .file(file)
        }
        return .variable(setting.source ?? setting.name)
    }

    private static func engine(of program: String?) -> Database.Engine? {
        switch program ?? "" {
        case "postgres", "postgresql", "postgis", "pgvector", "timescaledb", "timescaledb-ha": .postgres
        case "mysql", "mysql-server", "percona", "percona-server": .mysql
        case "mariadb": .mariadb
        case "mongo", "mongodb", "mongodb-community-server", "percona-server-mongodb": .mongodb
        case "redis", "valkey", "redis-stack", "redis-stack-server", "keydb": .redis
        default: nil
        }
    }
}
