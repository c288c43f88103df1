internal import Basis
internal import Updates

/// PostgreSQL.
struct PostgresDialect: Dialect {
    private let base: String
    private let reach: [String]
    private let variables: [String: Secret]

    init(_ login: Login, base: String) {
        self.base = base
        reach = login.reach(host: "-h", port: "-p", user: "-U")
        variables = login.password.map { ["PGPASSWORD": $0] } ?? [:]
    }

    var form: BackupPart.Form { .pgCustom }
    var version: Order { Order(words: ["pg_dump", "--version"]) }
    var byHand: String { "pg_restore --exit-on-error -d \(base)" }

    // -Z0: what compresses comes behind, on all processors.
    var dump: Order { Order(words: ["pg_dump", "-w", "-Fc", "-Z0"] + reach + [base], variables: variables) }

    var presence: Order {
        psql("postgres", ["live": base]).reading("SELECT 1 FROM pg_database WHERE datname = :'live'")
    }

    func make(_ scratch: String) -> [Order] {
        [
            psql("postgres", ["live": base, "scratch": scratch]).reading(
                """
                SELECT format('CREATE DATABASE %I TEMPLATE template0'
                    ' ENCODING %L LC_COLLATE %L LC_CTYPE %L OWNER %I',
                    :'scratch', pg_encoding_to_char(encoding), datcollate, datctype, pg_get_userbyid(datdba))
                FROM pg_database WHERE datname = :'live'
                UNION ALL SELECT format('CREATE DATABASE %I TEMPLATE template0', :'scratch')
                WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = :'live')
                \\gexec
                """)
        ]
    }

    func load(_ form: BackupPart.Form, into scratch: String) -> Order? {
        switch form {
        case .pgCustom:
            Order(
                words: ["pg_restore", "-w", "--exit-on-error"] + reach + ["-d", scratch], variables: variables
            )
        // One transaction, ended by the first error: half a file of statements restores nothing.
        case .sql: Order(words: psql(scratch, [:]).words + ["-1"], variables: variables)
        default: nil
        }
    }

    func reading(_ form: BackupPart.Form) -> Order? {
        form == .pgCustom ? Order(words: ["pg_restore", "-f", "-"]) : nil
    }

    /// Both renames are one transaction: no moment has neither name, and none has half a database.
    ///
    /// What belongs to the database and not to its content, settings and grants, is taken over first. Done
    /// before, it is seen by the name that is kept, and nothing happens.
    func swap(_ scratch: String, keeping old: String) -> [Order] {
        let names = ["live": base, "scratch": scratch, "old": old]
        return [
            psql("postgres", names).reading(PostgresDialect.takingOver),
            psql("postgres", names).reading(
                """
                SELECT count(*) = 0 AS due FROM pg_database WHERE datname = :'old' \\gset
                \\if :due
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname IN (:'live', :'scratch') AND pid <> pg_backend_pid();
                BEGIN;
                SELECT format('ALTER DATABASE %I RENAME TO %I', :'live', :'old')
                    FROM pg_database WHERE datname = :'live' \\gexec
                ALTER DATABASE :"scratch" RENAME TO :"live";
                COMMIT;
                \\endif
                """),
        ]
    }

    func drop(_ name: String) -> [Order] {
        [
            psql("postgres", ["name": name]).reading(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :'name';
                DROP DATABASE IF EXISTS :"name";
                """)
        ]
    }

    func query(in scratch: String) -> Order? { psql(scratch, [:]) }

    private func psql(_ database: String, _ names: [String: String]) -> Order {
        let given = names.sorted { $0.key < $1.key }.flatMap { ["-v", "\($0.key)=\($0.value)"] }
        return Order(
            words: ["psql", "-X", "-q", "-A", "-t", "-w", "-v", "ON_ERROR_STOP=1"] + given + reach
                + ["-d", database], variables: variables)
    }

    private static let takingOver = """
        SELECT format('ALTER %s SET %s = ' || CASE WHEN name IN ('search_path', 'temp_tablespaces',
                'local_preload_libraries', 'session_preload_libraries') THEN '%s' ELSE '%L' END,
            CASE WHEN setrole = 0 THEN format('DATABASE %I', :'scratch')
                ELSE format('ROLE %I IN DATABASE %I', pg_get_userbyid(setrole), :'scratch') END, name, value)
        FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase AND datname = :'live',
            unnest(setconfig) line,
            LATERAL (SELECT split_part(line, '=', 1) AS name,
                substr(line, strpos(line, '=') + 1) AS value) one
        WHERE EXISTS (SELECT 1 FROM pg_database WHERE datname = :'scratch')
        \\gexec
        SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'scratch')
        FROM pg_database WHERE datname = :'live' AND datacl IS NOT NULL
            AND EXISTS (SELECT 1 FROM pg_database WHERE datname = :'scratch')
        \\gexec
        SELECT format('GRANT %s ON DATABASE %I TO %s', privilege_type, :'scratch',
            CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)
        FROM pg_database, aclexplode(datacl) WHERE datname = :'live'
            AND EXISTS (SELECT 1 FROM pg_database WHERE datname = :'scratch')
        \\gexec
        """
}
