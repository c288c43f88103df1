import Basis
import Glibc
import Testing

/// A real PostgreSQL of its own, with a password.
final class PostgresServer: Sendable {
    static let password = "hunter2-swordfish"
    let folder: ServerFolder

    init() async throws {
        folder = try ServerFolder("postgres")
        try await folder.run("chown postgres . 2>/dev/null || :")
        try await folder.run("printf %s \"$1\" >password", [PostgresServer.password], as: "postgres")
        try await folder.run(
            """
            initdb -D data -U belay -A scram-sha-256 --pwfile=password -E UTF8 --locale=C.UTF-8 \\
                --no-sync >/dev/null
            printf "fsync=off\\nlisten_addresses='127.0.0.1'\\nport=%s\\nunix_socket_directories='%s'\\n" \\
                "$1" "$PWD" >>data/postgresql.conf
            pg_ctl -D data -l log -w -t 90 start >/dev/null
            """, ["\(folder.port)"], as: "postgres")
    }

    func stop() async {
        _ = try? await folder.run("pg_ctl -D data -m immediate -w stop", as: "postgres")
        await folder.remove()
    }

    /// Runs statements and gives what they print.
    @discardableResult
    func run(_ statements: String, on database: String = "shop") async throws -> String {
        try await folder.run(
            """
            printf '%s\\n' "$1" |
                PGPASSWORD=$2 psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p $3 -U belay -d $4
            """,
            [statements, PostgresServer.password, "\(folder.port)", database])
    }

    /// A database with what is hard to carry: keys that refer, sequences, large objects, all kinds of bytes,
    /// settings and grants.
    func fill(rows: Int = 2000) async throws {
        try await run("CREATE ROLE reader; CREATE DATABASE shop", on: "postgres")
        try await run(
            """
            CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL, note bytea, born date,
                tags text[]);
            CREATE TABLE orders (id bigserial PRIMARY KEY, customer int REFERENCES customers,
                total numeric(12,2),
                at timestamptz DEFAULT '2026-01-01', about jsonb);
            CREATE INDEX ON orders (customer);
            CREATE VIEW totals AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;
            CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 2';
            INSERT INTO customers (name, note, born, tags)
                SELECT 'Zoë ' || n || E'\\\\\\t\\n''', sha256(n::text::bytea), date '1970-01-01' + n,
                    ARRAY['a', NULL, n::text]
                FROM generate_series(1, \(rows)) n;
            INSERT INTO orders (customer, total, about)
                SELECT 1 + n % \(rows), n / 7.0, jsonb_build_object('n', n)
                FROM generate_series(1, \(rows * 3)) n;
            SELECT lo_from_bytea(0, sha256('large'));
            ALTER DATABASE shop SET search_path = public, pg_catalog;
            ALTER DATABASE shop SET work_mem = '5MB';
            GRANT CONNECT ON DATABASE shop TO reader;
            """)
    }

    /// A checksum over every row of every table, every sequence and large object.
    func checksum(of database: String = "shop") async throws -> String {
        try await run(
            """
            SELECT 'customers', count(*), md5(string_agg(c::text, '|' ORDER BY id)) FROM customers c
            UNION ALL SELECT 'orders', count(*), md5(string_agg(o::text, '|' ORDER BY id)) FROM orders o
            UNION ALL SELECT 'totals', count(*), md5(string_agg(t::text, '|' ORDER BY customer)) FROM totals t
            UNION ALL SELECT 'sequences', sum(last_value), '' FROM pg_sequences
            UNION ALL SELECT 'large', count(*), md5(string_agg(data::text, '')) FROM pg_largeobject
            UNION ALL SELECT 'twice', twice(21), ''
            """, on: database)
    }
}
