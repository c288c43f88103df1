import Basis
import Steps
import Testing
import Updates

@Suite("Dumps of others, taken in")
struct AdoptionTests {
    @Test("plain SQL, gzip and custom dumps restore as our own do; an error in the middle fails the whole")
    func postgres() async throws {
        let server = try await PostgresServer()
        do { try await carry(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func carry(_ server: PostgresServer) async throws {
        try await server.fill(rows: 200)
        let attic = Attic(databases: [("main", Attic.database(.postgres, port: server.folder.port))])
        let before = try await server.checksum()
        try await attic.run(
            """
            export PGPASSWORD=$1
            pg_dump -h 127.0.0.1 -p $2 -U belay shop >plain.sql
            pg_dump -h 127.0.0.1 -p $2 -U belay -Fc shop >custom.dump
            gzip -k plain.sql
            head -c -400 plain.sql >cut.sql
            sed 's/^CREATE INDEX/CREATE NONSENSE/' plain.sql >wrong.sql
            : | gzip >empty.sql.gz
            touch -d 2026-11-01T00:00:00Z plain.sql; touch -d 2026-11-02T00:00:00Z plain.sql.gz
            touch -d 2026-11-03T00:00:00Z custom.dump; touch -d 2026-11-04T00:00:00Z wrong.sql
            """, [PostgresServer.password, "\(server.folder.port)"])
        let adoption = Adoption(try attic.setting())
        func adopt(_ name: String) async throws -> BackupManifest {
            try await adoption.adopt("\(attic.folder)/\(name)", as: "main", by: .after(.seconds(60)))
        }
        for (name, form) in [
            ("plain.sql", BackupPart.Form.sql), ("plain.sql.gz", .sql), ("custom.dump", .pgCustom),
        ] {
            let backup = try await adopt(name)
            #expect(backup.kind == .adopted && backup.parts[0].form == form && backup.parts[0].isSealed)
            try await server.run("DELETE FROM orders")
            try await attic.restore(backup)
            #expect(try await server.checksum() == before, "\(name)")
        }
        let wrong = try await adopt("wrong.sql")
        let failure = await #expect(throws: (any Error).self) { try await attic.restore(wrong) }
        #expect("\(try #require(failure as? any Diagnosable).diagnostic)".contains("NONSENSE"))
        #expect(try await server.checksum() == before)
        let databases = "SELECT count(*) FROM pg_database WHERE datname LIKE '%scratch%'"
        #expect(try await server.run(databases, on: "postgres") == "0\n")
        for bad in ["cut.sql", "empty.sql.gz", "missing.sql"] {
            await #expect(throws: (any Error).self, "\(bad)") { try await adopt(bad) }
        }
        #expect(try await attic.run("ls backups | wc -l") == "4\n")
    }
}
