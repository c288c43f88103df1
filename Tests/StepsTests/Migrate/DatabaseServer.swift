import Basis
import Glibc
import Ports
import Subprocesses
import Testing
import Updates

@testable import Steps

/// A real database in the folder of a stage, reached by a socket that lies there, too.
final class DatabaseServer: Sendable {
    enum Kind { case postgres, mariadb, sqlite }

    let stage = Stage()
    let kind: Kind
    /// Below what the system gives to others.
    private let port = Int.random(in: 21000...29000)
    private let launcher: Launcher

    private init(_ kind: Kind) throws {
        (self.kind, launcher) = (kind, try Launcher())
        chmod(stage.folder, 0o755)
        mkdir("\(stage.folder)/migrations", 0o755)
    }

    static func sqlite() throws -> DatabaseServer { try DatabaseServer(.sqlite) }

    static func postgres() async throws -> DatabaseServer {
        let server = try DatabaseServer(.postgres)
        try await server.shell(
            """
            mkdir pg; chown postgres pg 2>/dev/null || :; cd pg
            as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
            as initdb -D data -U belay -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
            printf "fsync=off\\nlisten_addresses=''\\nunix_socket_directories='%s'\\n" "$PWD" >settings
            cat settings | as tee -a data/postgresql.conf >/dev/null
            as pg_ctl -D data -l data/log -w -t 60 start >/dev/null
            createdb -h "$PWD" -U belay shop
            """)
        return server
    }

    static func mariadb() async throws -> DatabaseServer {
        let server = try DatabaseServer(.mariadb)
        try await server.shell(
            """
            mkdir my; user=; if [ "$(id -u)" = 0 ]; then chown mysql my; user=--user=mysql; fi
            mariadb-install-db --no-defaults --datadir="$PWD/my" --skip-test-db \\
                --auth-root-authentication-method=normal $user >/dev/null 2>&1
            setsid mariadbd --no-defaults --datadir="$PWD/my" --socket="$PWD/my/s" --bind-address=127.0.0.1 \\
                --port=\(server.port) --pid-file="$PWD/my/pid" --innodb-flush-log-at-trx-commit=0 \\
                $user >my.log 2>&1 &
            for turn in $(seq 300); do
                mariadb --no-defaults -u root -S "$PWD/my/s" -e 'create database shop' 2>/dev/null && exit 0
                sleep 0.1
            done
            cat my.log >&2; exit 1
            """)
        return server
    }

    func stop() async {
        let script =
            switch kind {
            case .postgres: "kill -INT $(head -1 pg/data/postmaster.pid)"
            case .mariadb: "kill $(cat my/pid); while [ -e my/pid ]; do sleep 0.05; done"
            case .sqlite: "true"
            }
        _ = try? await shell(script)
    }

    /// Runs statements as a session of its own.
    @discardableResult
    func run(_ statements: String) async throws -> String {
        try await shell(
            "psql -X -q -A -t -v ON_ERROR_STOP=1 -h \"$PWD/pg\" -U belay shop <<'END'\n\(statements)\nEND")
    }

    @discardableResult
    private func shell(_ script: String) async throws -> String {
        let path = "/usr/lib/postgresql/15/bin:/usr/sbin:/sbin:/usr/bin:/bin"
        let outcome = try await launcher.run(
            Invocation(
                .shell(script: "set -e\n\(script)"),
                environment: ["PATH": .plain(path), "LC_ALL": "C.UTF-8"],
                directory: stage.folder), by: .after(.seconds(120)))
        try #require(outcome.exit.isSuccess, "\(script): \(outcome.errors.text)")
        let text = outcome.output.text
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    // MARK: What steps are told

    func means() throws -> Means {
        let path = "/usr/lib/postgresql/15/bin:/usr/bin:/bin"
        let variables = ["PATH": path, "HOME": stage.folder]
        return Means(
            launcher: launcher, variables: variables, web: Web(), vault: stage.vault,
            platform: stage.platform,
            oneOffs: stage.oneOffs, replicas: nil)
    }

    func performer() throws -> MigrateStep { MigrateStep(try means(), images: nil, anchor: nil) }

    /// A plan of one step, with this database and migrations that run here.
    func situation(_ step: PlannedStep, _ change: @Sendable (inout Migrations) -> Void) -> Situation {
        let plan = stage.plan([step]) { manifest in
            var rules = Migrations(in: nil, at: Stage.span)
            change(&rules)
            manifest.migrations = rules
            manifest.databases = [Named(name: located("main"), value: database)]
        }
        return stage.situation(plan, within: .seconds(60))
    }

    private var database: Database {
        var database: Database
        switch kind {
        case .postgres:
            database = Database(.postgres, at: Stage.span)
            (database.host, database.user) = (text("\(stage.folder)/pg"), text("belay"))
        case .mariadb:
            database = Database(.mariadb, at: Stage.span)
            (database.host, database.user) = (text("127.0.0.1"), text("root"))
            database.port = located(port)
        case .sqlite:
            database = Database(.sqlite, at: Stage.span)
            database.path = text("\(stage.folder)/shop.db")
        }
        database.database = text("shop")
        return database
    }

    func write(_ name: String, _ text: String) throws { try stage.write("migrations/\(name)", text) }

    func remove(_ name: String) throws { unlink("\(stage.folder)/migrations/\(name)") }
}

/// A project whose schema alembic keeps.
struct AlembicProject {
    private let server: DatabaseServer

    init(for server: DatabaseServer) throws {
        self.server = server
        mkdir("\(server.stage.folder)/alembic", 0o755)
        mkdir("\(server.stage.folder)/alembic/versions", 0o755)
        try server.stage.write("alembic.ini", "[alembic]\nscript_location = alembic\n")
        try server.stage.write(
            "alembic/env.py",
            """
            from alembic import context
            from sqlalchemy import create_engine
            url = "postgresql+psycopg2://belay@/shop?host=\(server.stage.folder)/pg"
            if context.is_offline_mode():
                context.configure(url=url, literal_binds=True)
                with context.begin_transaction():
                    context.run_migrations()
            else:
                with create_engine(url).connect() as connection:
                    context.configure(connection=connection)
                    with context.begin_transaction():
                        context.run_migrations()
            """)
        try server.stage.write("alembic/script.py.mako", "")
    }

    /// Writes a revision.
    func revision(_ name: String, down: String?, up: String, back: String = "select 1") throws {
        let execute = { (statements: String) in
            statements.split(separator: ";").map { "    op.execute(\"\"\"\($0)\"\"\")" }.joined(
                separator: "\n")
        }
        try server.stage.write(
            "alembic/versions/\(name).py",
            """
            from alembic import op
            revision = "\(name)"
            down_revision = \(down.map { "\"\($0)\"" } ?? "None")
            def upgrade():
            \(execute(up))
            def downgrade():
            \(execute(back))
            """)
    }

    var rules: @Sendable (inout Migrations) -> Void { { $0.preset = located(.alembic) } }
}
