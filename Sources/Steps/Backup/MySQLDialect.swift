internal import Basis
internal import Updates

/// MySQL and MariaDB, whose programs differ in name only: newer images have the one, older ones the other.
struct MySQLDialect: Dialect {
    private let base: String
    private let reach: [String]
    private let variables: [String: Secret]

    init(_ login: Login, base: String) {
        self.base = base
        reach = login.reach(host: "-h", port: "-P", user: "-u")
        variables = login.password.map { ["MYSQL_PWD": $0] } ?? [:]
    }

    var form: BackupPart.Form { .sql }
    var version: Order { dumper(["--version"]) }
    var byHand: String { "mariadb \(base)" }

    var dump: Order {
        dumper(
            reach + [
                "--single-transaction", "--quick", "--routines", "--events", "--triggers", "--hex-blob",
                "--default-character-set=utf8mb4", base,
            ])
    }

    var presence: Order {
        client(nil).reading(
            "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = \(quoted(base));")
    }

    func make(_ scratch: String) -> [Order] {
        [
            client(nil).reading(
                """
                SET @line = (SELECT CONCAT('CREATE DATABASE \(named(scratch)) CHARACTER SET ',
                    DEFAULT_CHARACTER_SET_NAME, ' COLLATE ', DEFAULT_COLLATION_NAME)
                    FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = \(quoted(base)));
                SET @line = COALESCE(@line, 'CREATE DATABASE \(named(scratch))');
                PREPARE making FROM @line;
                EXECUTE making;
                """)
        ]
    }

    func load(_ form: BackupPart.Form, into scratch: String) -> Order? {
        form == .sql ? client(scratch) : nil
    }

    /// All tables change places in one statement, which the server does as one act. What cannot change places
    /// with them (views, triggers, routines, events) is refused before anything is touched.
    ///
    /// Done before, it is seen by the mark in what is kept, and nothing happens.
    func swap(_ scratch: String, keeping old: String) -> [Order] {
        let (one, other) = (quoted(base), quoted(scratch))
        let script = """
            set -e
            ask() { printf '%s\\n' "$1" | $client; }
            client=$(command -v mariadb || command -v mysql)
            client="$client --batch --skip-column-names $*"
            if [ "$(ask "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = \(quoted(old)) \
            AND TABLE_NAME = 'belay_swapped'")" = 1 ]; then exit 0; fi
            others=$(ask "SELECT CONCAT(t, ' ', n) FROM (
                SELECT 'view' t, TABLE_NAME n, TABLE_SCHEMA s FROM information_schema.VIEWS
                UNION ALL SELECT 'trigger', TRIGGER_NAME, TRIGGER_SCHEMA FROM information_schema.TRIGGERS
                UNION ALL SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME, ROUTINE_SCHEMA
                    FROM information_schema.ROUTINES
                UNION ALL SELECT 'event', EVENT_NAME, EVENT_SCHEMA FROM information_schema.EVENTS
                ) a WHERE s IN (\(one), \(other)) LIMIT 5")
            if [ -n "$others" ]; then
                echo "cannot change places: $others" >&2
                exit 3
            fi
            moves=$(ask "SET SESSION group_concat_max_len = 16777216;
                SELECT GROUP_CONCAT(m ORDER BY o SEPARATOR ', ') FROM (
                SELECT CONCAT('\(named(base)).', q, ' TO \(named(old)).', q) m, 1 o
                FROM (SELECT CONCAT('`', REPLACE(TABLE_NAME, '`', '``'), '`') q FROM information_schema.TABLES
                    WHERE TABLE_SCHEMA = \(one) AND TABLE_TYPE = 'BASE TABLE') l
                UNION ALL SELECT CONCAT('\(named(scratch)).', q, ' TO \(named(base)).', q), 2
                FROM (SELECT CONCAT('`', REPLACE(TABLE_NAME, '`', '``'), '`') q FROM information_schema.TABLES
                    WHERE TABLE_SCHEMA = \(other) AND TABLE_TYPE = 'BASE TABLE') r) pairs")
            ask "CREATE DATABASE IF NOT EXISTS \(named(base)); CREATE DATABASE IF NOT EXISTS \(named(old));
                CREATE TABLE IF NOT EXISTS \(named(scratch)).belay_swapped (done INT);
                RENAME TABLE $moves, \(named(scratch)).belay_swapped TO \(named(old)).belay_swapped;
                DROP DATABASE \(named(scratch))"
            """
        return [.script(script.replacing("`", with: "\\`"), reach, variables)]
    }

    func drop(_ name: String) -> [Order] {
        [client(nil).reading("DROP DATABASE IF EXISTS \(named(name));")]
    }

    func query(in scratch: String) -> Order? { client(scratch) }

    /// A dump that was cut off lacks its last line.
    func flaw(inEnd bytes: [UInt8]) -> String? {
        String(decoding: bytes, as: UTF8.self).contains("-- Dump completed")
            ? nil : "the dump has no last line that says it is complete"
    }

    private func dumper(_ words: [String]) -> Order {
        .script("exec $(command -v mariadb-dump || command -v mysqldump) \"$@\"", words, variables)
    }

    private func client(_ database: String?) -> Order {
        .script(
            "exec $(command -v mariadb || command -v mysql) \"$@\"",
            ["--batch", "--skip-column-names", "--default-character-set=utf8mb4"] + reach
                + (database.map { [$0] } ?? []), variables)
    }

    private func named(_ name: String) -> String { "`\(name.replacing("`", with: "``"))`" }

    private func quoted(_ text: String) -> String {
        "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "''"))'"
    }
}
