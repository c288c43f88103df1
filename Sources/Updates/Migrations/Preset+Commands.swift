/// The commands of the tools that Belay knows, as words of a program.
///
/// A command is nil where the tool has none for it. Plain SQL files need no tool: Belay runs them itself.
extension Migrations.Preset {
    /// Prints the revision in force.
    package var now: [String]? {
        switch self {
        case .alembic: ["alembic", "current"]
        case .django: ["python", "manage.py", "showmigrations"]
        case .rails: ["bin/rails", "db:version"]
        case .knex: ["npx", "knex", "migrate:currentVersion"]
        case .flyway: ["flyway", "info", "-outputType=json"]
        // It ends with 1 where no migration was ever run, which is an answer.
        case .golangMigrate: Self.shell("\(Self.golang) version 2>&1 || true")
        case .prisma, .sql: nil
        }
    }

    /// Asks the database itself for the revision, where the tool has no word for it.
    package var revisionQuery: String? {
        guard self == .prisma else { return nil }
        return "select migration_name from _prisma_migrations where finished_at is not null"
            + " and rolled_back_at is null order by finished_at desc limit 1"
    }

    /// Brings the schema up, to a revision or to the newest.
    package func up(to revision: String?) -> [String]? {
        switch self {
        case .alembic: ["alembic", "upgrade", revision ?? "heads"]
        case .django: ["python", "manage.py", "migrate", "--noinput"] + (revision.map(Self.parts) ?? [])
        case .rails: ["bin/rails", "db:migrate"] + (revision.map { ["VERSION=\($0)"] } ?? [])
        case .prisma: revision == nil ? ["npx", "prisma", "migrate", "deploy"] : nil
        case .knex: revision == nil ? ["npx", "knex", "migrate:latest"] : nil
        case .flyway: ["flyway", "migrate"] + (revision.map { ["-target=\($0)"] } ?? [])
        case .golangMigrate: Self.shell("\(Self.golang) \(revision.map { "goto \($0)" } ?? "up")")
        case .sql: nil
        }
    }

    /// Brings the schema from a revision back to an earlier one; the empty revision is the one before the
    /// first.
    package func down(to revision: String, from present: String) -> [String]? {
        switch self {
        case .alembic:
            revision.contains(",") ? nil : ["alembic", "downgrade", revision.isEmpty ? "base" : revision]
        case .django: Self.shell(Self.django(from: present, to: revision))
        case .rails: ["bin/rails", "db:migrate", "VERSION=\(revision.isEmpty ? "0" : revision)"]
        // What one `latest` brought up is one batch.
        case .knex: ["npx", "knex", "migrate:rollback"]
        case .flyway: revision.isEmpty ? nil : ["flyway", "undo", "-target=\(revision)"]
        case .golangMigrate:
            Self.shell("\(Self.golang) \(revision.isEmpty ? "down -all" : "goto \(revision)")")
        case .prisma, .sql: nil
        }
    }

    /// Takes so many migrations back.
    package func down(by count: Int) -> [String]? {
        switch self {
        case .alembic: ["alembic", "downgrade", "-\(count)"]
        case .rails: ["bin/rails", "db:rollback", "STEP=\(count)"]
        case .knex: Self.shell((0..<count).map { _ in "npx knex migrate:down" }.joined(separator: " && "))
        case .flyway: count == 1 ? ["flyway", "undo"] : nil
        case .golangMigrate: Self.shell("\(Self.golang) down \(count)")
        case .django, .prisma, .sql: nil
        }
    }

    /// Prints the SQL that going up from a revision would run, and runs none of it.
    package func preview(from revision: String) -> [String]? {
        switch self {
        case .alembic:
            revision.contains(",")
                ? nil : ["alembic", "upgrade", revision.isEmpty ? "heads" : "\(revision):heads", "--sql"]
        case .django:
            Self.shell(
                "python manage.py showmigrations --plan"
                    + " | sed -n 's/^\\[ \\] *\\([^.]*\\)\\.\\(.*\\)/\\1 \\2/p'"
                    + " | while read a m; do python manage.py sqlmigrate \"$a\" \"$m\" || exit 1; done")
        case .prisma:
            [
                "npx", "prisma", "migrate", "diff", "--from-schema-datasource", "prisma/schema.prisma",
                "--to-schema-datamodel", "prisma/schema.prisma", "--script",
            ]
        case .flyway: ["flyway", "migrate", "-dryRunOutput=/dev/stdout"]
        case .rails, .knex, .golangMigrate, .sql: nil
        }
    }

    private static let golang = "migrate -path \"${MIGRATIONS:-migrations}\" -database \"$DATABASE_URL\""

    private static func shell(_ script: String) -> [String] { ["sh", "-c", script] }

    /// `shop.0002_price` is two words to Django.
    private static func parts(of revision: String) -> [String] {
        revision.split(separator: ".", maxSplits: 1).map(String.init)
    }

    /// A revision of Django's names the newest migration of each application. What went up last goes down
    /// first.
    private static func django(from present: String, to revision: String) -> String {
        let wanted = Dictionary(
            revision.split(separator: " ").map { parts(of: String($0)) }.filter { $0.count == 2 }
                .map { ($0[0], $0[1]) }
        ) { _, last in last }
        let steps = present.split(separator: " ").reversed().compactMap { word -> String? in
            let part = parts(of: String(word))
            guard part.count == 2, wanted[part[0]] != part[1] else { return nil }
            return "python manage.py migrate --noinput \(part[0]) \(wanted[part[0]] ?? "zero")"
        }
        return steps.isEmpty ? "true" : steps.joined(separator: " && ")
    }
}
