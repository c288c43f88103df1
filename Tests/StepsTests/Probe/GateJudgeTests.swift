import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// Gates ask real servers, and say what they saw.
struct GateJudgeTests {
    private let stage = Stage()

    private func judge(
        _ question: Question, url: String? = nil, limits: Thresholds? = nil, replicas: (any Replicas)? = nil,
        manifest: @escaping (inout Manifest) -> Void = { _ in }, within: Duration = .seconds(20),
        patience change: (inout Patience) -> Void = { _ in }
    ) async throws -> Verdict {
        var patience = Patience()
        (patience.fails, patience.every) = (1, .milliseconds(20))
        change(&patience)
        let gate = Gate(question, patience: patience, limits: limits, at: Stage.span)
        let situation = stage.situation(stage.plan(url: url, manifest: manifest), within: within)
        return try await GateJudge(stage.means(replicas: replicas)).judge(
            gate, after: stage.step(.probe(gate)), in: situation)
    }

    private func why(_ verdict: Verdict) -> String {
        guard case .failed(let why) = verdict else { return "it passed: \(verdict)" }
        return "\(why.code): \(why.why ?? why.what)"
    }

    private func seen(_ verdict: Verdict) -> String {
        guard case .passed(let seen, _) = verdict else { return "\(verdict)" }
        return seen
    }

    @Test func aBarePathMeansTheFrontDoor() async throws {
        let server = LoopbackServer { _, _ in LoopbackServer.Reply(body: "ok") }
        defer { server.stop() }
        let verdict = try await judge(.http(HTTPQuestion(.get, text("/health"))), url: server.url + "/app")
        #expect(seen(verdict).hasPrefix("GET \(server.url)/app/health answered 200 in "))
        let none = try await judge(.http(HTTPQuestion(.get, text("/health"))))
        #expect(why(none) == "gate.cannot-ask: `staging` has no front door to ask")
    }

    @Test func aServiceMeansEachOfItsReplicas() async throws {
        let good = LoopbackServer { _, _ in LoopbackServer.Reply() }
        let bad = LoopbackServer { _, _ in
            LoopbackServer.Reply(status: 500, body: "no table\n\u{1b}[31m users")
        }
        defer { [good, bad].forEach { $0.stop() } }
        var question = HTTPQuestion(.get, text("/"))
        question.address = Address(service: located("web"))
        let none = try await judge(.http(question))
        #expect(why(none) == "gate.failed: no replica of `web` can be asked")
        stage.platform.play { script in
            script.addresses = [good, bad].map {
                Endpoint(replica: "r", host: "127.0.0.1", port: Int($0.port))
            }
        }
        let failed = try await judge(.http(question))
        #expect(
            why(failed).contains("answered 500") && why(failed).hasSuffix("not 200-399: no table [31m users"))
        stage.platform.play { $0.addresses.removeLast() }
        guard case .passed = try await judge(.http(question)) else { return #expect(Bool(false)) }
    }

    @Test func everyPartOfAnAnswerCanBeExpected() async throws {
        let server = LoopbackServer { _, _ in
            .init(
                headers: ["X-Version": "2"], body: #"{"total": 3, "items": [{"id": "a"}]}"#,
                delay: .milliseconds(30))
        }
        defer { server.stop() }
        let ask = { (change: (inout HTTPQuestion) -> Void) async throws in
            var question = HTTPQuestion(.get, text("/"))
            change(&question)
            return why(try await judge(.http(question), url: server.url))
        }
        #expect(try await ask { $0.status = [located(200...200)] }.hasPrefix("it passed"))
        #expect(try await ask { $0.status = [located(201...201)] }.contains("not 201"))
        #expect(try await ask { $0.latency = located(.milliseconds(5)) }.contains("more than 5ms"))
        #expect(try await ask { $0.latency = located(.seconds(9)) }.hasPrefix("it passed"))
        let header = { (value: String) in [Named(name: located("x-version"), value: text(value))] }
        #expect(try await ask { $0.expectedHeaders = header("2") }.hasPrefix("it passed"))
        #expect(try await ask { $0.expectedHeaders = header("3") }.contains("the header `x-version` is `2`"))
        #expect(
            try await ask { $0.text = TextExpectation(contains: [located("nothing")], lacks: []) }
                .contains("does not hold `nothing`"))
        let json = { (path: String, wanted: String) throws in
            [
                HTTPQuestion.JSONExpectation(
                    path: located(path), comparison: located(try #require(Comparison(wanted))))
            ]
        }
        let (good, less, none) = (
            try json("$.total", ">= 3"), try json("$.total", "< 3"), try json("$.x", "1")
        )
        #expect(try await ask { $0.json = good }.hasPrefix("it passed"))
        #expect(try await ask { $0.json = less }.contains("`$.total` is 3, not < 3"))
        #expect(try await ask { $0.json = none }.contains("nothing stands at `$.x`"))
    }

    @Test func aSlowAnswerIsNoneAndTheGateEndsInItsTime() async throws {
        let server = LoopbackServer { _, _ in .init(delay: .seconds(3)) }
        defer { server.stop() }
        let begun = ContinuousClock.now
        let verdict = try await judge(
            .http(HTTPQuestion(.get, text("/"))), url: server.url,
            patience: {
                ($0.timeout, $0.within, $0.fails) = (.milliseconds(200), .milliseconds(700), nil)
            })
        let took = begun.duration(to: .now)
        #expect(why(verdict).hasPrefix("gate.out-of-time"))
        // Its own bound, and at most a second more.
        #expect(took >= .milliseconds(700) && took < .milliseconds(1700), "\(took)")
    }

    @Test func theStepsDeadlineEndsItTooAndCancellationAtOnce() async throws {
        let server = LoopbackServer { _, _ in .init(status: 503) }
        defer { server.stop() }
        let late = try await judge(
            .http(HTTPQuestion(.get, text("/"))), url: server.url, within: .milliseconds(300),
            patience: { ($0.within, $0.fails) = (.seconds(60), nil) })
        #expect(why(late).hasPrefix("gate.out-of-time") && why(late).contains("answered 503"))
        let (stage, url) = (stage, server.url)
        let task = Task {
            let gate = Gate(
                .wait,
                patience: {
                    var p = Patience(); p.lasting = .seconds(15); return p
                }(), limits: nil, at: Stage.span)
            return try await GateJudge(stage.means()).judge(
                gate, after: stage.step(.probe(gate)), in: stage.situation(stage.plan(url: url)))
        }
        try await Task.sleep(for: .milliseconds(30))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func secretsAreSentAndNeverShown() async throws {
        let server = LoopbackServer { asked, _ in
            .init(
                status: 403,
                body: "denied: \(asked.headers["authorization"] ?? "") \(asked.body) \(asked.target)")
        }
        defer { server.stop() }
        let secret = name("secrets", "database-password")
        var question = HTTPQuestion(
            .post, Template([.text("/in?key="), secret], at: Stage.span))
        question.headers = [
            Named(
                name: located("Authorization"), value: Template([.text("Bearer "), secret], at: Stage.span))
        ]
        question.body = Template([.text("{\"p\":\""), secret, .text("\"}")], at: Stage.span)
        let verdict = try await judge(.http(question), url: server.url)
        #expect(server.asked.first?.headers["authorization"] == "Bearer \(StageVault.password)")
        #expect(server.asked.first?.body == "{\"p\":\"\(StageVault.password)\"}")
        #expect(why(verdict).contains("denied: Bearer [redacted]"))
        #expect(!"\(verdict) \(stage.leash.told)".contains(StageVault.password))
    }

    @Test func aPortAcceptsConnectionsOrDoesNot() async throws {
        let server = LoopbackServer { _, _ in .init() }
        let port = Int(server.port)
        let here = Question.tcp(Address(host: text("127.0.0.1"), port: located(port)))
        #expect(seen(try await judge(here)) == "127.0.0.1:\(port) accepts connections (1 try)")
        server.stop()
        while case .passed = try await judge(here) { try await Task.sleep(for: .milliseconds(10)) }
        #expect(why(try await judge(here)).contains("127.0.0.1:\(port): "))
    }

    @Test func chainsOfChecksKeepWhatTheNextLinkNeeds() async throws {
        let server = LoopbackServer { asked, _ in
            asked.target == "/login"
                ? .init(body: #"{"token": "abcdef-12345"}"#)
                : .init(
                    status: asked.headers["authorization"] == "Bearer abcdef-12345" ? 200 : 401,
                    body: "abcdef-12345")
        }
        defer { server.stop() }
        var login = HTTPQuestion(.post, text("/login"))
        login.captures = [Named(name: located("token"), value: located("$.token"))]
        var list = HTTPQuestion(.get, text("/list"))
        list.headers = [
            Named(
                name: located("Authorization"),
                value: Template([.text("Bearer "), name("token")], at: Stage.span))
        ]
        list.text = TextExpectation(contains: [located("more")], lacks: [])
        let good = HTTPQuestion(.get, text("/login"))
        let manifest: (inout Manifest) -> Void = { manifest in
            manifest.checks = [
                Named(name: located("login"), value: [.http(login), .http(good)]),
                Named(name: located("list"), value: [.http(login), .http(list)]),
            ]
        }
        let passed = try await judge(.checks([located("login")]), url: server.url, manifest: manifest)
        #expect(seen(passed) == "check `login` passed, 2 of 2 (1 try)")
        let failed = try await judge(
            .checks([located("login"), located("list")]), url: server.url, manifest: manifest)
        #expect(why(failed).hasPrefix("gate.failed: check `list`, 2 of 2: GET"))
        // It was let in, and what it kept is not shown.
        #expect(why(failed).contains("answered 200") && !"\(failed)".contains("abcdef-12345"))
        let unknown = try await judge(.checks([located("x")]), url: server.url)
        #expect(why(unknown) == "gate.cannot-ask: the manifest has no check `x`")
    }

    @Test func allMustHoldAndConditionsAreDecided() async throws {
        let server = LoopbackServer { asked, _ in .init(status: asked.target == "/a" ? 200 : 500) }
        defer { server.stop() }
        let gates = ["/a", "/b"].map { path in
            Gate(.http(HTTPQuestion(.get, text(path))), patience: Patience(), limits: nil, at: Stage.span)
        }
        #expect(why(try await judge(.all(gates), url: server.url)).contains("/b answered 500"))
        #expect(seen(try await judge(.all([gates[0]]), url: server.url)).contains("/a answered 200"))
        let step = stage.step(.probe(gates[0]))
        let isShop = Expression.compare(
            .name(located(NamePath(["app"]))), .equal, .literal(located(.text("shop"))))
        #expect(try await GateJudge(stage.means()).decide(isShop, of: step, in: stage.situation()))
    }
}
