import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// Statements run where the database is: those that must run once in a container of their own.
struct SQLStepTests {
    private let stage = Stage()

    private func plan(_ engine: Database.Engine = .postgres) -> Plan {
        stage.plan { manifest in
            var database = Database(engine, at: Stage.span)
            if engine == .sqlite { database.path = text("shop.db") } else { database.service = located("db") }
            (database.database, database.user) = (text("shop"), text("ada"))
            database.password = Template([name("secrets", "database-password")], at: Stage.span)
            manifest.databases = [Named(name: located("main"), value: database)]
        }
    }

    private func action(_ statements: String, _ change: (inout SQLAction) -> Void = { _ in }) -> Action {
        var action = SQLAction(text(statements), on: located("main"))
        change(&action)
        return .sql(action)
    }

    @Test func rule4WhatMustRunOnceHasAContainerOfItsOwn() async throws {
        let evidence = try await SQLStep(stage.means()).perform(
            stage.step(action("delete from old")), in: stage.situation(plan()))
        let work = try #require(stage.oneOffs.now.started.first)
        #expect(work.name == "belay-k3f9x2ab.3.1" && work.blueprint.service == "db")
        #expect(work.blueprint.release == "v1.0.0", "the running image, not that of a release under way")
        #expect(
            work.command.contains("-h") && work.command.last == "shop" && !work.command.contains("delete"))
        #expect(work.variables["BELAY_SQL_1"]?.reveal() == "delete from old")
        #expect(work.variables["PGPASSWORD"]?.reveal() == StageVault.password)
        #expect(evidence.facts["output"] == "done")
    }

    @Test func rule4ItIsFoundAgain() async throws {
        let (step, planned) = (try SQLStep(stage.means()), stage.step(action("delete from old")))
        let situation = stage.situation(plan())
        #expect(try await step.observe(planned, in: situation) == .absent)
        stage.oneOffs.play { $0.standing["belay-k3f9x2ab.3.1"] = .running }
        #expect(try await step.observe(planned, in: situation) == .running)
        stage.oneOffs.play {
            $0.standing["belay-k3f9x2ab.3.1"] = .ended(
                CommandResult(exitCode: 3, output: "", errors: "no table"))
        }
        guard case .done(.failed(let why)) = try await step.settle(planned, in: situation) else {
            return #expect(Bool(false), "its exit code is the evidence")
        }
        #expect(why.why?.contains("no table") == true)
    }

    @Test func whatMayRunTwiceGoesThroughTheDatabasesContainer() async throws {
        stage.platform.play {
            $0.execute = { words, variables, input in
                CommandResult(
                    exitCode: 0, output: "\(words[0]) \(String(decoding: input, as: UTF8.self))", errors: "")
            }
        }
        let evidence = try await SQLStep(stage.means()).perform(
            stage.step(action("analyze") { $0.isIdempotent = true }), in: stage.situation(plan()))
        #expect(evidence.facts["output"] == "psql analyze" && stage.oneOffs.now.started.isEmpty)
    }

    @Test func theOneValueMustBeAsExpected() async throws {
        stage.oneOffs.play { $0.result = CommandResult(exitCode: 0, output: "7\n", errors: "") }
        let step = try SQLStep(stage.means())
        let wanted = try #require(Comparison("> 9"))
        let failure = await #expect(throws: SQLFailure.self) {
            try await step.perform(
                stage.step(action("select 7") { $0.expect = located(wanted) }), in: stage.situation(plan()))
        }
        #expect(failure?.diagnostic.why == "the statements gave 7, not > 9")
    }

    @Test func statementsComeFromAFileOfTheRelease() async throws {
        try stage.write("fix.sql", "update t set a = 1;\n")
        let step = try SQLStep(stage.means())
        _ = try await step.perform(stage.step(action("fix.sql")), in: stage.situation(plan()))
        #expect(
            stage.oneOffs.now.started.first?.variables["BELAY_SQL_1"]?.reveal() == "update t set a = 1;\n")
        for path in ["none.sql", "../fix.sql", "/etc/fix.sql"] {
            await #expect(throws: SQLFailure.self, "\(path)") {
                try await step.prepare(stage.step(action(path)), in: stage.situation(plan()))
            }
        }
    }

    @Test func undoRunsOnceMoreAfterOneThatWasCutOff() async throws {
        stage.oneOffs.play {
            $0.standing["belay-k3f9x2ab.3.1.undo"] = .ended(
                CommandResult(exitCode: 1, output: "", errors: ""))
        }
        try await SQLStep(stage.means()).reverse(
            stage.step(action("delete from t") { $0.undo = text("insert into t values (1)") }),
            in: stage.situation(plan()))
        let work = try #require(stage.oneOffs.now.started.first)
        #expect(work.variables["BELAY_SQL_1"]?.reveal() == "insert into t values (1)")
        #expect(work.variables["BELAY_OUTCOME"]?.reveal() == "unknown")
    }

    @Test func whatIsTooLongForAVariableIsRefused() async throws {
        await #expect(throws: SQLFailure.self) {
            try await SQLStep(stage.means()).perform(
                stage.step(action(String(repeating: "x", count: 1_600_000))), in: stage.situation(plan()))
        }
        #expect(stage.oneOffs.now.started.isEmpty)
    }
}
