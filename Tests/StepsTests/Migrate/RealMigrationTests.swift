import Basis
import Glibc
import Ports
import Subprocesses
import Testing
import Updates

@testable import Steps

/// Migrations of real databases by real tools, on this machine.
struct RealMigrationTests {
    private func step(_ change: (inout MigrateAction) -> Void = { _ in }) -> PlannedStep {
        var action = MigrateAction()
        change(&action)
        return PlannedStep(id: StepID("3"), name: "migrate", action: .migrate(action), nature: .compensable)
    }

    @Test("Rule 23: alembic on PostgreSQL goes up, comes back, and leaves the fingerprint that was")
    func alembic() async throws {
        let server = try await DatabaseServer.postgres()
        let project = try AlembicProject(for: server)
        try project.revision("a1", down: nil, up: "create table users (id int primary key, name text)")
        let (step, performer) = (step(), try server.performer())
        let first = server.situation(step, project.rules)
        let nothing = try await performer.prepare(step, in: first)
        #expect(nothing.facts["revision"]?.isEmpty == true)
        let before = try await performer.perform(step, in: first.before(nothing))
        #expect(before.facts["revision"] == "a1")

        try project.revision(
            "b2", down: "a1", up: "alter table users add column mail text",
            back: "alter table users drop column mail")
        let second = server.situation(step, project.rules)
        let found = try await performer.prepare(step, in: second)
        #expect(found.facts["schema"] == before.facts["schema"])
        #expect("\(server.stage.leash.told)".contains("schema.waits-without-end"), "the SQL was looked at")
        let after = try await performer.perform(step, in: second.before(found))
        #expect(after.facts["revision"] == "b2" && after.facts["schema"] != found.facts["schema"])
        try await performer.reverse(step, in: second.before(found, outcome: .done(after)))
        let back = try await performer.prepare(step, in: second)
        #expect(back.facts == found.facts)
        await server.stop()
    }

    @Test("Rule 23: a migration that fails half way leaves nothing of itself on PostgreSQL")
    func failing() async throws {
        let server = try await DatabaseServer.postgres()
        let project = try AlembicProject(for: server)
        try project.revision("a1", down: nil, up: "create table users (id int)")
        try project.revision("b2", down: "a1", up: "create table orders (id int); alter table none add x int")
        let (step, performer) = (step(), try server.performer())
        let situation = server.situation(step, project.rules)
        let before = try await performer.prepare(step, in: situation)
        let failure = await #expect(throws: MigrateFailure.self) {
            try await performer.perform(step, in: situation.before(before))
        }
        let diagnostic = try #require(failure?.diagnostic)
        #expect(!diagnostic.what.contains("half of it stands"), "\(diagnostic)")
        try await performer.reverse(step, in: situation.before(before, outcome: .failed(diagnostic)))
        #expect(try await performer.prepare(step, in: situation).facts == before.facts)
        await server.stop()
    }

    @Test("Rule 2: what a session is still changing is waited for, on a real server")
    func waiting() async throws {
        let server = try await DatabaseServer.postgres()
        try await server.run("create table users (id int)")
        let other = Task {
            try await server.run("begin; alter table users add x int; select pg_sleep(1.5); commit")
        }
        try await Task.sleep(for: .milliseconds(500))
        let began = ContinuousClock.now
        let step = step()
        let evidence = try await server.performer().prepare(
            step, in: server.situation(step) { $0.up = .program([text("true")]) })
        #expect(began.duration(to: .now) > .milliseconds(500) && evidence.facts["schema"] != nil)
        #expect("\(server.stage.leash.told)".contains("still being changed"))
        _ = try await other.value
        await server.stop()
    }

    @Test("Rule 23: on MariaDB half of a failed migration stands, is named, and never counts as undone")
    func mariadb() async throws {
        let server = try await DatabaseServer.mariadb()
        try server.write("0001_users.sql", "create table users (id int primary key);")
        try server.write("0002_orders.sql", "create table orders (id int); alter table none add x int;")
        let (step, performer) = (step(), try server.performer())
        let situation = server.situation(step) { $0.preset = located(.sql) }
        let before = try await performer.prepare(step, in: situation)
        let failure = await #expect(throws: MigrateFailure.self) {
            try await performer.perform(step, in: situation.before(before))
        }
        let diagnostic = try #require(failure?.diagnostic)
        #expect(
            diagnostic.what.contains("half of it stands") && diagnostic.what.contains("table orders is new"))
        await #expect(throws: (any Error).self) {
            try await performer.reverse(step, in: situation.before(before, outcome: .failed(diagnostic)))
        }
        await server.stop()
    }

    @Test("Plain SQL files on SQLite: each with its note or not at all, down by number, none run twice")
    func sqlite() async throws {
        let server = try DatabaseServer.sqlite()
        try server.write("0001_users.sql", "create table users (id integer primary key, name text)")
        try server.write("0002_mail.up.sql", "alter table users add column mail text;")
        try server.write("0002_mail.down.sql", "alter table users drop column mail;")
        try server.write("0003_bad.sql", "create table extra (x); insert into none values (1);")
        let (step, performer) = (step(), try server.performer())
        let situation = server.situation(step) { $0.preset = located(.sql) }
        let before = try await performer.prepare(step, in: situation)
        _ = await #expect(throws: MigrateFailure.self) {
            try await performer.perform(step, in: situation.before(before))
        }
        let half = try await performer.prepare(step, in: situation)
        #expect(half.facts["revision"] == "0002_mail", "the third left nothing, not even its first statement")
        try server.remove("0003_bad.sql")
        let again = try await performer.perform(step, in: situation.before(half))
        #expect(again.facts == half.facts.merging(["output": again.facts["output"] ?? ""]) { $1 })
        let down = self.step { $0.down = text("1") }
        let found = try await performer.prepare(down, in: situation)
        let back = try await performer.perform(down, in: situation.before(found))
        #expect(back.facts["revision"] == "0001_users" && back.facts["schema"] != found.facts["schema"])
        try await performer.reverse(down, in: situation.before(found, outcome: .done(back)))
        #expect(try await performer.prepare(step, in: situation).facts == found.facts)
    }

    @Test("An index that was left unfinished is dropped before and after, on a real server")
    func brokenIndex() async throws {
        let server = try await DatabaseServer.postgres()
        try await server.run("create table t (a int); insert into t values (1), (1)")
        var action = SQLAction(text("create unique index concurrently t_a on t (a)"), on: located("main"))
        action.isIdempotent = true
        let planned = PlannedStep(id: StepID("3"), name: "sql", action: .sql(action), nature: .harmless)
        let situation = server.situation(planned) { _ in }
        let performer = SQLStep(try server.means())
        _ = await #expect(throws: SQLFailure.self) { try await performer.perform(planned, in: situation) }
        #expect(try await server.run("select count(*) from pg_class where relname = 't_a'") == "0")
        try await server.run("delete from t; insert into t values (1), (2)")
        _ = try await performer.perform(planned, in: situation)
        #expect(try await server.run("select indisvalid from pg_index where indrelid = 't'::regclass") == "t")
        await server.stop()
    }

    @Test("Several statements are one transaction where the database can")
    func transaction() async throws {
        let server = try await DatabaseServer.postgres()
        try await server.run("create table t (a int)")
        let action = SQLAction(
            text("insert into t values (1); insert into none values (2)"), on: located("main"))
        let planned = PlannedStep(id: StepID("3"), name: "sql", action: .sql(action), nature: .irreversible)
        _ = await #expect(throws: SQLFailure.self) {
            try await SQLStep(server.means()).perform(planned, in: server.situation(planned) { _ in })
        }
        #expect(try await server.run("select count(*) from t") == "0")
        await server.stop()
    }
}

extension Situation {
    /// The same, once it is known what was before, and what became of it.
    fileprivate func before(_ evidence: Evidence, outcome: Updates.Outcome? = nil) -> Situation {
        Situation(
            run: run, epoch: epoch, plan: plan, attempt: attempt, before: evidence, outcome: outcome,
            history: history, runOutcome: runOutcome, requester: requester, now: now, approval: approval,
            deadline: deadline, leash: leash)
    }
}
