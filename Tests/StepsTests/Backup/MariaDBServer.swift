import Basis
import Testing

/// A real MariaDB of its own, with a password.
final class MariaDBServer: Sendable {
    static let password = "hunter2-swordfish"
    let folder: ServerFolder

    init() async throws {
        folder = try ServerFolder("mariadb")
        try await folder.run("chown mysql . 2>/dev/null || :")
        try await folder.run(
            """
            mariadb-install-db --no-defaults --datadir="$PWD/data" --auth-root-authentication-method=normal \\
                --skip-test-db >install.log 2>&1
            setsid mariadbd --no-defaults --datadir="$PWD/data" --socket="$PWD/s" --port="$1" \
                --bind-address=127.0.0.1 \\
                --pid-file="$PWD/pid" --innodb-flush-log-at-trx-commit=0 >log 2>&1 &
            for try in $(seq 300); do
                mariadb-admin --no-defaults --socket="$PWD/s" -u root ping >/dev/null 2>&1 && break
                sleep 0.1
            done
            printf "CREATE USER belay IDENTIFIED BY '%s'; GRANT ALL ON *.* TO belay" "$2" |
                mariadb --no-defaults --socket="$PWD/s" -u root
            """, ["\(folder.port)", MariaDBServer.password], as: "mysql")
    }

    func stop() async {
        _ = try? await folder.run("kill -KILL $(cat pid)", as: "mysql")
        await folder.remove()
    }

    @discardableResult
    func run(_ statements: String, on database: String = "shop") async throws -> String {
        try await folder.run(
            """
            printf '%s\\n' "$1" | MYSQL_PWD=$2 mariadb --no-defaults --batch --skip-column-names \\
                --default-character-set=utf8mb4 -h 127.0.0.1 -P "$3" -u belay "$4"
            """, [statements, MariaDBServer.password, "\(folder.port)", database])
    }

    func fill(rows: Int = 500) async throws {
        try await run("CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", on: "mysql")
        try await run(
            """
            CREATE TABLE customers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100), note BLOB,
                `odd ``name` INT);
            CREATE TABLE orders (id BIGINT AUTO_INCREMENT PRIMARY KEY, customer INT, total DECIMAL(12,2),
                about LONGTEXT, FOREIGN KEY (customer) REFERENCES customers (id)) ENGINE=InnoDB;
            INSERT INTO customers (name, note)
                SELECT CONCAT('Zoë \\\\ 😀 ', seq), UNHEX(SHA2(seq, 256)) FROM seq_1_to_\(rows);
            INSERT INTO orders (customer, total, about)
                SELECT 1 + seq % \(rows), seq / 7, REPEAT('x', seq % 50) FROM seq_1_to_\(rows * 3);
            """)
    }

    func checksum(of database: String = "shop") async throws -> String {
        try await run(
            """
            SET SESSION group_concat_max_len = 100000000;
            SELECT COUNT(*), MD5(GROUP_CONCAT(CONCAT_WS('|', id, name, HEX(note), `odd ``name`) ORDER BY id))
                FROM customers;
            SELECT COUNT(*), MD5(GROUP_CONCAT(CONCAT_WS('|', id, customer, total, about) ORDER BY id))
                FROM orders;
            SELECT TABLE_NAME, AUTO_INCREMENT FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = '\(database)' ORDER BY 1;
            SELECT TABLE_NAME, REFERENCED_TABLE_SCHEMA = '\(database)'
                FROM information_schema.KEY_COLUMN_USAGE
                WHERE TABLE_SCHEMA = '\(database)' AND REFERENCED_TABLE_NAME IS NOT NULL;
            """, on: database)
    }
}
