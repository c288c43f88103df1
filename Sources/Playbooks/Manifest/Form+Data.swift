import Basis
import Updates

extension Form where Value == Database {
    static var database: Form {
        let kinds = Database.Engine.allCases.map { engine in
            Alternative(engine.rawValue, .connection(engine), "A \(engine.rawValue) database.") { $0 }
        }
        return .record("a database", Key.oneOf(kinds)) { _, database in database }
    }

    private static func connection(_ engine: Database.Engine) -> Form {
        .record(
            "a \(engine.rawValue) database",
            Key.optional("service", .text("a service"), "The service in which it runs."),
            Key.optional("host", .template("a host"), "The host of a server elsewhere."),
            Key.optional("port", .port, "Its port, if not the usual one."),
            Key.optional("database", .template("a name"), "The name of the database."),
            Key.optional("user", .template("a user"), "The user to log in as."),
            Key.optional("password", .template("a secret"), "The user's password: \"${secrets.NAME}\"."),
            Key.optional("path", .template("a file"), "The file of a SQLite database.")
        ) { span, service, host, port, name, user, password, path in
            var database = Database(engine, at: span)
            (database.service, database.host, database.port) = (service, host, port)
            (database.database, database.user, database.password, database.path) = (
                name, user, password, path
            )
            return database
        }
    }
}

extension Form where Value == FileSet {
    static var fileSet: Form {
        let kinds = [
            Alternative("volume", .text("a volume"), "A volume of the project.") { FileSet.volume($0) },
            Alternative("path", .text("a path"), "A path, seen from the project's directory.") {
                FileSet.path($0)
            },
        ]
        return .record("a set of files", Key.oneOf(kinds)) { _, files in files }
    }
}

extension Form where Value == Migrations {
    static var migrations: Form {
        .record(
            "migrations",
            Key.required(
                "in", .text("a service"), "The service whose new image runs them, or `local`: this machine."),
            Key.optional("preset", .choice(Migrations.Preset.self), "The tool whose commands are meant."),
            Key.optional("now", .line, "Prints the revision in force."),
            Key.optional("up", .line, "Brings the schema up."),
            Key.optional(
                "down", .line,
                "Brings it back to ${before.revision}; `lossless` beside it if nothing is lost."),
            Key.optional("lossless", .boolean, "Whether going down loses nothing."),
            Key.optional("contract", .line, "Removes what only old code needs: the phase `contract`."),
            Key.optional(
                "folder", .text("a folder"), "Where plain SQL files lie in the release, if not in migrations."
            ),
            Key.optional("preview", .line, "Prints the SQL that `up` would run."),
            Key.optional("compatible", .boolean, "Whether old code can live with the new schema."),
            Key.optional(
                "databases", .listOrOne(.text("a database")), default: [], "The databases that they change.")
        ) {
            span, service, preset, now, up, down, lossless, contract, folder, preview, compatible, databases
            in
            var migrations = Migrations(in: service.value == "local" ? nil : service, at: span)
            (migrations.preset, migrations.now, migrations.up, migrations.down) = (preset, now, up, down)
            (migrations.downIsLossless, migrations.preview) = (lossless?.value ?? false, preview)
            (migrations.compatible, migrations.databases) = (compatible, databases)
            (migrations.contract, migrations.folder) = (contract, folder)
            return migrations
        }
    }
}

extension Form where Value == SmokeCheck {
    static var smokeCheck: Form {
        let kinds = [
            Alternative("http", .http, "A request, and what its answer must be.") { SmokeCheck.http($0) },
            Alternative("command", .command, "A command that must succeed.") { SmokeCheck.command($0) },
            Alternative("sql", .sql, "A query, and what its one value must be.") { SmokeCheck.sql($0) },
        ]
        return .record("a check", Key.oneOf(kinds)) { _, check in check }
    }
}
