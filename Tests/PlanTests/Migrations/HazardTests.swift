import Testing
import Updates

@Suite("What locks or destroys is told before it runs")
struct HazardTests {
    private func codes(_ script: String, _ engine: Database.Engine) -> [String] {
        SchemaHazard.all(in: SQLStatement.all(in: script), on: engine).map { $0.code.rawValue }
    }

    @Test(
        "On PostgreSQL",
        arguments: [
            ("alter table t add column a int", []), ("alter table t add a int default 0 not null", []),
            ("alter table t add a int default now()", []), ("create table t (a int primary key)", []),
            ("alter table t add a uuid default gen_random_uuid()", ["schema.rewrites"]),
            ("alter table t add column a bigserial", ["schema.rewrites"]),
            ("alter table t add a int not null", ["schema.locks"]),
            ("alter table t alter a type bigint", ["schema.rewrites"]),
            ("alter table t alter column a set not null", ["schema.locks"]),
            ("alter table t alter a drop not null, alter b drop default", []),
            ("alter table t drop column a", ["schema.destroys"]),
            ("alter table t add b int, drop a", ["schema.destroys"]),
            ("alter table t rename a to b", ["schema.renames"]),
            ("alter table only public.t rename to u", ["schema.renames"]),
            ("alter table t add constraint c foreign key (a) references u", ["schema.locks"]),
            ("alter table t add constraint c check (a > 0) not valid", []),
            ("alter table t add constraint c unique using index i", []),
            ("alter table t validate constraint c", []), ("alter table t drop constraint c", []),
            ("create index i on t (a)", ["schema.locks"]),
            ("create unique index i on t (a)", ["schema.locks"]),
            ("create index concurrently i on t (a)", []), ("drop index i", ["schema.locks"]),
            ("drop index concurrently i", []), ("drop table t", ["schema.destroys"]),
            ("truncate t", ["schema.destroys"]), ("delete from t", ["schema.destroys"]),
            ("delete from t where a = 1", []), ("update t set a = 1", ["schema.locks"]),
            ("update t set a = 1 where b", []), ("vacuum full t", ["schema.rewrites"]), ("analyze t", []),
            ("insert into t values ('drop table t')", []), ("create view v as select 1", []),
            ("begin; create index concurrently i on t (a); commit", ["schema.needs-no-transaction"]),
        ])
    func postgres(script: String, expected: [String]) {
        #expect(codes("set lock_timeout = '5s'; \(script)", .postgres) == expected, "\(script)")
    }

    @Test("A statement that waits for a heavy lock without a bound is told once")
    func bounds() {
        let alter = "alter table t add a int; alter table u add b int"
        #expect(codes(alter, .postgres) == ["schema.waits-without-end"])
        #expect(codes("set local lock_timeout = '2s'; \(alter)", .postgres) == [])
        #expect(codes("create index concurrently i on t (a)", .postgres) == [])
        #expect(codes(alter, .mariadb) == [])
    }

    @Test("What is done to a table that the script itself makes hurts nobody")
    func newTables() {
        let script = "create table if not exists shop.t (a int); create index i on t (a); drop table t"
        #expect(codes(script, .postgres) == [])
    }

    @Test(
        "On MySQL and MariaDB",
        arguments: [
            ("alter table t add column a int", []), ("alter table t modify a bigint", ["schema.rewrites"]),
            ("alter table t change a b int", ["schema.rewrites"]), ("create index i on t (a)", []),
            ("alter table t convert to character set utf8mb4", ["schema.rewrites"]),
            ("alter table t add foreign key (a) references u (b)", ["schema.locks"]),
            ("rename table t to u", ["schema.renames"]), ("alter table t drop a", ["schema.destroys"]),
        ])
    func mysql(script: String, expected: [String]) {
        #expect(codes(script, .mariadb) == expected && codes(script, .mysql) == expected, "\(script)")
    }

    @Test("A finding shows its statement on one line")
    func words() throws {
        let script = "select 1;\ndrop table\n  orders"
        let hazard = try #require(SchemaHazard.all(in: SQLStatement.all(in: script), on: .sqlite).first)
        #expect(hazard.statement == "drop table orders" && hazard.line == 2)
    }
}
