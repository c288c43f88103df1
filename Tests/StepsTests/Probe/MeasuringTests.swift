import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// What can be measured is measured, and held against thresholds.
struct MeasuringTests {
    private let stage = Stage()

    private func judge(
        _ question: Question, fail: String = "", warn: String = "", url: String? = nil,
        replicas: (any Replicas)? = nil, manifest: @escaping (inout Manifest) -> Void = { _ in }
    ) async throws -> String {
        var patience = Patience()
        patience.fails = 1
        let limits = Thresholds(
            warn: warn.isEmpty ? nil : Comparison(warn).map { located($0) },
            fail: fail.isEmpty ? nil : Comparison(fail).map { located($0) })
        let gate = Gate(question, patience: patience, limits: limits, at: Stage.span)
        let situation = stage.situation(stage.plan(url: url, manifest: manifest))
        let verdict = try await GateJudge(stage.means(replicas: replicas)).judge(
            gate, after: stage.step(.probe(gate)), in: situation)
        switch verdict {
        case .passed(let seen, let warnings):
            return "passed: \(seen)" + warnings.map { " ! \($0.what)" }.joined()
        case .failed(let why): return "failed: \(why.why ?? why.what)"
        case .cancelled: return "cancelled"
        }
    }

    @Test func prometheusIsAskedForAnInstantAndForARange() async throws {
        let server = LoopbackServer { asked, _ in
            let body =
                asked.target.hasPrefix("/api/v1/query_range")
                ? #"{"data":{"resultType":"matrix","result":[{"values":[[1,"0.2"],[2,"0.9"]]}]}}"#
                : asked.target.hasSuffix("none")
                    ? #"{"data":{"resultType":"vector","result":[]}}"#
                    : #"{"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"0.2"]}]}}"#
            return .init(body: body)
        }
        defer { server.stop() }
        let ask = { (query: String, range: Duration?) in
            Question.metrics(
                .prometheus(url: text(server.url), query: text(query), range: range.map { located($0) }))
        }
        #expect(
            try await judge(ask("rate(x[5m])", nil), fail: "> 0.5").hasPrefix("passed: rate(x[5m]) is 0.2"))
        #expect(server.asked.first?.target == "/api/v1/query?query=rate%28x%5B5m%5D%29")
        #expect(try await judge(ask("x", .seconds(60)), fail: "> 0.5") == "failed: x is 0.9, which is > 0.5")
        #expect(try await judge(ask("none", nil), fail: "> 0.5") == "failed: nothing was measured")
    }

    @Test func aPageIsReadByNameAndLabels() async throws {
        let page = """
            # HELP requests_total All.
            requests_total{code="200",path="/a \\"b\\""} 100
            requests_total{code="500",path="/"} 3 1395066363000
            requests_total_more{code="500"} 99
            up 1
            """
        let server = LoopbackServer { _, _ in .init(body: page) }
        defer { server.stop() }
        let ask = { (series: String) in
            Question.metrics(.page(address: nil, path: text("/metrics"), series: text(series)))
        }
        let (bad, url) = ("requests_total{code=\"500\"}", server.url)
        #expect(try await judge(ask(bad), fail: "> 2", url: url) == "failed: \(bad) is 3, which is > 2")
        #expect(try await judge(ask(bad), fail: "> 3", url: url).hasPrefix("passed"))
        #expect(try await judge(ask("requests_total"), fail: "> 50", url: url).contains("is 100"))
        #expect(try await judge(ask("down"), fail: "> 2", url: url) == "failed: nothing was measured")
        #expect(try await judge(ask("{}"), fail: "> 2", url: url) == "failed: `{}` names no series")
        #expect(
            try await judge(ask("up"), fail: "< 10%", url: url) == "failed: 1 cannot be compared by `< 10%`")
    }

    @Test func aValueWithinJSONIsMeasuredWithAWarning() async throws {
        let server = LoopbackServer { _, _ in .init(body: #"{"queue": {"length": 40}}"#) }
        defer { server.stop() }
        let question = Question.metrics(
            .json(address: nil, target: text("/q"), path: located("$.queue.length")))
        let verdict = try await judge(question, fail: "> 100", warn: "> 20", url: server.url)
        #expect(verdict == "passed: $.queue.length is 40 (1 try) ! $.queue.length is 40, which is > 20")
    }

    @Test func theEngineTellsWhatContainersUse() async throws {
        stage.platform.play {
            $0.usage = [Usage(replica: "abc", processors: 0.75, memory: .mebibytes(300), restarts: 2)]
        }
        let ask = { (measure: Question.Measure) in
            Question.stats(service: located("web"), measure: located(measure))
        }
        #expect(
            try await judge(ask(.cpu), fail: "> 50%") == "failed: cpu of web (abc) is 75.0%, which is > 50%")
        #expect(try await judge(ask(.cpu), fail: "> 0.8").hasPrefix("passed"))
        #expect(
            try await judge(ask(.memory), fail: "> 256MiB").hasPrefix(
                "failed: memory of web (abc) is 300 MiB"))
        #expect(try await judge(ask(.restarts), fail: "> 2").hasPrefix("passed"))
    }

    @Test func freeSpaceIsReadInBytesAndPercent() async throws {
        let here = Question.disk(path: text("."))
        #expect(try await judge(here, fail: "< 1B").hasPrefix("passed: free space at \(stage.folder)/. is "))
        #expect(try await judge(here, fail: "<= 100%").hasPrefix("failed: free space"))
        #expect(try await judge(.disk(path: text("/nowhere")), fail: "< 1B").contains("No such file"))
    }

    @Test func logsAreSearchedForWhatMustNotBe() async throws {
        stage.platform.play { $0.logs = "ready\nERROR one\nfine\nERROR two\n" }
        let ask = { (contains: [String], lacks: [String]) in
            Question.logs(
                LogsQuestion(
                    service: located("web"), since: nil,
                    text: TextExpectation(
                        contains: contains.map { located($0) }, lacks: lacks.map { located($0) })))
        }
        #expect(try await judge(ask(["ready"], ["FATAL"])).hasPrefix("passed"))
        #expect(try await judge(ask([], ["ERROR"])) == "failed: 2 lines in the log of web, last: ERROR two")
        #expect(try await judge(ask(["started"], [])) == "failed: the log of web does not hold `started`")
    }

    @Test func aCommandInAContainerMustSucceed() async throws {
        let ask = Question.exec(service: located("web"), command: [text("pg_isready")], output: nil)
        #expect(try await judge(ask) == "passed: `pg_isready` in web succeeded (1 try)")
        stage.platform.play {
            $0.execute = { _, _, _ in CommandResult(exitCode: 2, output: "", errors: "no") }
        }
        #expect(try await judge(ask) == "failed: `pg_isready` in web ended with 2: no")
    }

    @Test func aQueryIsAskedThroughTheDatabasesOwnClient() async throws {
        let manifest: (inout Manifest) -> Void = { manifest in
            var database = Database(.postgres, at: Stage.span)
            database.service = located("db")
            (database.database, database.user) = (text("shop"), text("ada"))
            database.password = Template([name("secrets", "database-password")], at: Stage.span)
            manifest.databases = [
                Named(name: located("main"), value: database),
                Named(name: located("cache"), value: Database(.redis, at: Stage.span)),
            ]
        }
        stage.platform.play {
            $0.execute = { words, variables, input in
                let isAsked =
                    words.joined(separator: " ") == "psql -X -q -A -t -w -v ON_ERROR_STOP=1 -U ada -d shop"
                    && variables["PGPASSWORD"]?.reveal() == StageVault.password
                    && input == Array("select count(*) from users".utf8)
                return CommandResult(exitCode: isAsked ? 0 : 1, output: "42\n", errors: "\(words)")
            }
        }
        let ask = { (database: String, wanted: String) throws in
            Question.sql(
                database: located(database), query: text("select count(*) from users"),
                expect: located(try #require(Comparison(wanted))))
        }
        #expect(
            try await judge(ask("main", "> 40"), manifest: manifest)
                == "passed: the query on main gave 42 (1 try)")
        #expect(
            try await judge(ask("main", "> 42"), manifest: manifest)
                == "failed: the query on main gave 42, not > 42")
        #expect(
            try await judge(ask("cache", "1"), manifest: manifest).contains("redis speaks another language"))
        #expect(
            try await judge(ask("none", "1"), manifest: manifest).contains(
                "the manifest has no such database"))
    }

    @Test func rolloutsAndContainersNeedATargetThatHasThem() async throws {
        #expect(try await judge(.rollout(located("web"))).hasPrefix("failed: rollouts are Kubernetes' own"))
        #expect(try await judge(.container(located("web"))).hasPrefix("failed: this target shows no single"))
    }
}
