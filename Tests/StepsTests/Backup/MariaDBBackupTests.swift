import Basis
import Steps
import Testing
import Updates

@Suite("MariaDB, backed up and brought back")
struct MariaDBBackupTests {
    @Test("identical over all tables: in place by one statement, beside, proved; views are refused")
    func identical() async throws {
        let server = try await MariaDBServer()
        do { try await carry(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func carry(_ server: MariaDBServer) async throws {
        try await server.fill()
        let attic = Attic(databases: [("main", Attic.database(.mariadb, port: server.folder.port))])
        let before = try await server.checksum()
        let backup = try await attic.backUp()
        #expect(try await attic.prove(backup, .restore).reached == .restore)
        try await server.run("DELETE FROM orders; UPDATE customers SET name = 'gone'")

        var order = RestoreOrder(backup, by: "k3f9x2ab.2")
        order.databases = ["main"]
        let restorer = Restorer(try attic.setting(), by: .after(.seconds(120)))
        try await restorer.restore(order)
        #expect(try await server.checksum() == before)
        try await restorer.restore(order)
        #expect(try await server.checksum() == before)
        try await restorer.forget(order)
        #expect(try await server.run("SHOW DATABASES LIKE 'shop%'", on: "mysql") == "shop\n")

        try await attic.restore(backup) { $0.target = .beside("shop_old") }
        #expect(try await server.checksum(of: "shop_old") == before.replacing("shop'", with: "shop_old'"))

        try await server.run("CREATE VIEW names AS SELECT name FROM customers")
        let failure = await #expect(throws: (any Error).self) { try await attic.restore(backup) }
        #expect("\(try #require(failure as? any Diagnosable).diagnostic)".contains("view names"))
        #expect(try await server.run("SELECT COUNT(*) FROM names") == "500\n")
    }
}
