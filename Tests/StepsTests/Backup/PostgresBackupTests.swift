import Basis
import Seals
import Steps
import Testing
import Updates

@Suite("PostgreSQL, backed up and brought back")
struct PostgresBackupTests {
    private func served(_ work: (PostgresServer, Attic) async throws -> Void) async throws {
        let server = try await PostgresServer()
        do {
            try await server.fill()
            let attic = Attic(databases: [("main", Attic.database(.postgres, port: server.folder.port))])
            try await work(server, attic)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func databases(_ server: PostgresServer) async throws -> String {
        try await server.run(
            "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database", on: "postgres")
    }

    @Test("restored in place it is identical over all tables, with settings and grants; nothing is left")
    func identical() async throws {
        try await served { server, attic in
            let before = try await server.checksum()
            let facts = """
                SELECT (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(datacl) a), datcollate,
                    (SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = oid)
                FROM pg_database WHERE datname = 'shop'
                """
            let settings = try await server.run(facts, on: "postgres")
            let backup = try await attic.backUp()
            try await server.run("DROP VIEW totals; DELETE FROM orders; UPDATE customers SET name = 'gone'")
            var order = RestoreOrder(backup, by: "k3f9x2ab.2")
            order.databases = ["main"]
            let restorer = Restorer(try attic.setting(), by: .after(.seconds(120)))
            try await restorer.restore(order)
            #expect(try await server.checksum() == before)
            #expect(try await server.run(facts, on: "postgres") == settings)
            // Done again, as after a crash behind the swap, it changes nothing.
            try await restorer.restore(order)
            #expect(try await server.checksum() == before)
            try await restorer.forget(order)
            #expect(try await databases(server) == "postgres shop template0 template1\n")
        }
    }

    @Test("restored beside, the live database is not touched")
    func beside() async throws {
        try await served { server, attic in
            let backup = try await attic.backUp()
            let before = try await server.checksum()
            try await server.run("DELETE FROM orders WHERE id < 100")
            let changed = try await server.checksum()
            try await attic.restore(backup) { $0.target = .beside("shop_old") }
            #expect(try await server.checksum() == changed)
            #expect(try await server.checksum(of: "shop_old") == before)
        }
    }

    @Test("a dropped database comes back")
    func dropped() async throws {
        try await served { server, attic in
            let before = try await server.checksum()
            let backup = try await attic.backUp()
            try await server.run("DROP DATABASE shop", on: "postgres")
            try await attic.restore(backup)
            #expect(try await server.checksum() == before)
        }
    }

    @Test("proved by a restore with the manifest's checks, and nothing stays of it")
    func proved() async throws {
        try await served { server, attic in
            let database = Attic.located("main")
            var query = SQLAction(Attic.template("SELECT count(*) FROM orders"), on: database)
            query.expect = Comparison("== 6000").map(Attic.located)
            attic.change { $0.checks = [Named(name: Attic.located("rows"), value: [.sql(query)])] }
            let backup = try await attic.backUp()
            let before = try await databases(server)
            for method in [Verification.hashes, .read, .restore] {
                #expect(try await attic.prove(backup, method).reached == method)
            }
            query.expect = Comparison("> 6000").map(Attic.located)
            attic.change { $0.checks = [Named(name: Attic.located("rows"), value: [.sql(query)])] }
            let failure = await #expect(throws: BackupFailure.self) {
                try await attic.prove(backup, .restore)
            }
            #expect(failure?.code == .checkFailed)
            #expect(failure?.why?.contains("6000") == true)
            #expect(try await databases(server) == before)
        }
    }

    @Test("by hand with standard tools, as the manifest says")
    func byHand() async throws {
        try await served { server, attic in
            let before = try await server.checksum()
            let backup = try await attic.backUp()
            let part = try #require(backup.part("main"))
            let opening = "age -d -i KEY main.dump.zst.age | zstd -d"
            #expect(part.byHand == "\(opening) | pg_restore --exit-on-error -d shop")
            try attic.stage.write("key", attic.identity.reveal().reveal() + "\n")
            try await server.run("CREATE DATABASE other", on: "postgres")
            let words = [backup.id.text, PostgresServer.password, "\(server.folder.port)"]
            try await attic.run(
                """
                cd "backups/$1" && sha256sum --quiet -c SHA256SUMS &&
                age -d -i ../../key main.dump.zst.age | zstd -q -d |
                    PGPASSWORD=$2 pg_restore --exit-on-error -h 127.0.0.1 -p "$3" -U belay -d other
                """, words)
            #expect(try await server.checksum(of: "other") == before)
        }
    }

    @Test("a wrong password, no such database, a server that is away: a diagnostic, and no backup")
    func refused() async throws {
        try await served { server, attic in
            let port = server.folder.port
            let wrong: [(Database, String)] = [
                (Attic.database(.postgres, port: port, password: "key"), "password authentication failed"),
                (Attic.database(.postgres, port: port, base: "nowhere"), "does not exist"),
                (Attic.database(.postgres, port: 1), "onnection refused"),
            ]
            for (database, words) in wrong {
                attic.change { $0.databases = [Named(name: Attic.located("main"), value: database)] }
                let failure = await #expect(throws: (any Error).self) { try await attic.backUp() }
                let told = try #require(failure as? any Diagnosable).diagnostic
                #expect(told.why?.contains(words) == true, "\(told)")
                #expect(!"\(told)".contains("two lines"))
                #expect(try await attic.run("ls backups") == "")
            }
        }
    }
}
