internal import Basis
internal import FoundationEssentials
internal import Ports
internal import Updates

/// Migrations that are plain SQL files in a folder of the release: `0001_users.sql` or
/// `0001_users.up.sql`, and `0001_users.down.sql` where there is a way back. Which of them were run
/// stands in a table of the database.
struct SQLMigrations {
    private static let usualFolder = "migrations"
    private static let table = "belay_migrations"
    /// More files than any application has migrations.
    private static let limit = 10_000

    private let folder: String
    private let checkout: String
    private let database: Named<Database>
    private let course: MigrationCourse
    /// The names of migrations, in order, with the paths of their files.
    private let ups: [(name: String, path: String)]
    private let downs: [String: String]

    init(in checkout: String, database: Named<Database>, course: MigrationCourse) throws {
        folder = course.rules.folder?.value ?? SQLMigrations.usualFolder
        (self.checkout, self.database, self.course) = (checkout, database, course)
        let place = "\(checkout)/\(folder)"
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: place).sorted() } catch {
            throw MigrateFailure.impossible(course.span, why: "the release has no folder \(folder)")
        }
        var (ups, downs) = ([(name: String, path: String)](), [String: String]())
        for file in names.prefix(SQLMigrations.limit) where file.hasSuffix(".sql") {
            let path = "\(folder)/\(file)"
            if file.hasSuffix(".down.sql") {
                downs[String(file.dropLast(9))] = path
            } else {
                ups.append((String(file.dropLast(file.hasSuffix(".up.sql") ? 7 : 4)), path))
            }
        }
        (self.ups, self.downs) = (ups, downs)
    }

    /// The newest migration that was run; empty before the first.
    func revision(_ deadline: Deadline) async throws -> String { try await applied(deadline).last ?? "" }

    /// The files that are still to be run, joined for whoever wants to read them.
    func preview(_ deadline: Deadline) async throws -> String {
        let done = Set(try await applied(deadline))
        return try ups.filter { !done.contains($0.name) }.map { try text(at: $0.path) }.joined(
            separator: "\n")
    }

    /// The script that runs what is missing, up to a migration or to the newest.
    func up(to wanted: String?) async throws -> String {
        let done = Set(try await applied(.after(SQLMigrations.patience)))
        if let wanted, !ups.contains(where: { $0.name == wanted }) {
            throw MigrateFailure.impossible(course.span, why: "there is no migration `\(wanted)`")
        }
        var script = "create table if not exists \(SQLMigrations.table) (name varchar(255) primary key);\n"
        for migration in ups where !done.contains(migration.name) {
            if let wanted, migration.name > wanted { break }
            let note = "insert into \(SQLMigrations.table) (name) values ('\(quoted(migration.name))');"
            script += SQLScript(try text(at: migration.path), for: database.value.engine).whole(with: note)
        }
        return script
    }

    /// The script that takes back everything behind a migration, the newest first.
    func down(to wanted: String) async throws -> String {
        try descending(try await applied(.after(SQLMigrations.patience)).filter { $0 > wanted })
    }

    /// The script that takes back so many, the newest first.
    func down(by count: Int) async throws -> String {
        try descending(try await applied(.after(SQLMigrations.patience)).suffix(count))
    }

    private static let patience = Duration.seconds(60)

    private func descending(_ names: some Sequence<String>) throws -> String {
        var script = ""
        for name in names.sorted().reversed() {
            guard let path = downs[name] else {
                throw MigrateFailure.impossible(course.span, why: "`\(name)` has no \(name).down.sql")
            }
            let note = "delete from \(SQLMigrations.table) where name = '\(quoted(name))';"
            script += SQLScript(try text(at: path), for: database.value.engine).whole(with: note)
        }
        return script
    }

    /// The migrations that were run, in order.
    private func applied(_ deadline: Deadline) async throws -> [String] {
        let there =
            switch database.value.engine {
            case .postgres: "select count(to_regclass('\(SQLMigrations.table)'));"
            case .sqlite: "select count(*) from sqlite_master where name = '\(SQLMigrations.table)';"
            default:
                "select count(*) from information_schema.tables where table_schema = database()"
                    + " and table_name = '\(SQLMigrations.table)';"
            }
        guard SQLAnswer.line(of: try await ask(there, deadline)) == "1" else { return [] }
        let names = try await ask("select name from \(SQLMigrations.table) order by name;", deadline)
        return names.split(whereSeparator: \.isNewline).map(String.init)
    }

    private func ask(_ query: String, _ deadline: Deadline) async throws -> String {
        let client = try await SQLClient(for: database.name, course.fill)
        let result = try await client.run(
            Filled(pieces: [.plain(query)]), course.means, course.fill, deadline: deadline)
        guard result.exitCode == 0 else {
            throw SQLFailure.failed(database.name, seen: result.lastWords(course.fill))
        }
        return result.output
    }

    private func text(at path: String) throws -> String {
        try SQLFile(path, in: checkout, at: course.span).text
    }

    private func quoted(_ text: String) -> String { text.replacing("'", with: "''") }
}
