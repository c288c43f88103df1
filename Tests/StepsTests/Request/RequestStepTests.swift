import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// A request of a step is sent once, and what it learns in confidence stays so.
struct RequestStepTests {
    private let stage = Stage()

    private func question(_ method: HTTPQuestion.Method = .post, _ target: String = "/act") -> HTTPQuestion {
        HTTPQuestion(method, text(target))
    }

    @Test func whatIsKeptOfAnAnswerIsSealedAndReachesLaterSteps() async throws {
        let server = LoopbackServer { _, _ in .init(status: 201, body: #"{"token": "abcdef-12345"}"#) }
        defer { server.stop() }
        var login = question()
        login.captures = [Named(name: located("token"), value: located("$.token"))]
        let planned = stage.step(.http(login), name: "login")
        let evidence = try await RequestStep(stage.means()).perform(
            planned, in: stage.situation(stage.plan(url: server.url)))
        #expect(evidence.facts["seen"]?.hasPrefix("POST \(server.url)/act answered 201") == true)
        #expect(!"\(evidence)".contains("abcdef-12345"))
        let later = Fill(
            stage.step(.http(login)),
            in: stage.situation(history: ["login": StepHistory(before: Evidence(), after: evidence)]),
            vault: stage.vault)
        let token = try await later.text(
            Template([name("steps", "login", "after", "token")], at: Stage.span))
        #expect(token.isSecret && token.reveal() == "abcdef-12345")
    }

    @Test func itIsSentOnceAndItsFailureCarriesTheAnswer() async throws {
        let server = LoopbackServer { _, _ in .init(status: 409, body: "already there") }
        defer { server.stop() }
        let failure = await #expect(throws: RequestFailure.self) {
            try await RequestStep(stage.means()).perform(
                stage.step(.http(question())), in: stage.situation(stage.plan(url: server.url)))
        }
        #expect(failure?.diagnostic.why?.hasSuffix("not 200-399: already there") == true)
        #expect(server.asked.count == 1 && stage.leash.acts == ["send post for `act`"])
    }

    @Test func oneReplicaOfAServiceIsAsked() async throws {
        let server = LoopbackServer { _, _ in .init() }
        defer { server.stop() }
        var ask = question()
        ask.address = Address(service: located("web"))
        let situation = stage.situation()
        await #expect(throws: RequestFailure.nobody(step: "act")) {
            try await RequestStep(stage.means()).perform(stage.step(.http(ask)), in: situation)
        }
        let endpoint = Endpoint(replica: "r", host: "127.0.0.1", port: Int(server.port))
        stage.platform.play { $0.addresses = [endpoint, endpoint] }
        _ = try await RequestStep(stage.means()).perform(stage.step(.http(ask)), in: situation)
        #expect(server.asked.count == 1)
    }

    @Test func rule5OnlyWhatReadsMayBeSentAgain() async throws {
        let step = try RequestStep(stage.means())
        for method in HTTPQuestion.Method.allCases {
            let found = try await step.observe(stage.step(.http(question(method))), in: stage.situation())
            if [.get, .head, .options].contains(method) {
                #expect(found == .absent)
            } else {
                guard case .unclear = found else { return #expect(Bool(false), "\(method): \(found)") }
            }
        }
    }

    @Test func theDeadlineAndCancellationEndIt() async throws {
        let server = LoopbackServer { _, _ in .init(delay: .seconds(5)) }
        defer { server.stop() }
        let (step, planned) = (try RequestStep(stage.means()), stage.step(.http(question())))
        let (plan, begun) = (stage.plan(url: server.url), ContinuousClock.now)
        await #expect(throws: DeadlinePassed.self) {
            try await step.perform(planned, in: stage.situation(plan, within: .milliseconds(200)))
        }
        let situation = stage.situation(plan)
        let task = Task { try await step.perform(planned, in: situation) }
        while server.asked.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(begun.duration(to: .now) < .seconds(3))
    }

    @Test func secretsInTheTargetAreNowhereToBeSeen() async throws {
        var ask = HTTPQuestion(
            .post, Template([.text("/hook/"), name("secrets", "database-password")], at: Stage.span))
        ask.body = text("x")
        // Nobody listens there.
        let plan = stage.plan(url: "http://127.0.0.1:9")
        let failure = await #expect(throws: RequestFailure.self) {
            try await RequestStep(stage.means()).perform(stage.step(.http(ask)), in: stage.situation(plan))
        }
        let told = "\(try #require(failure)) \(stage.leash.acts) \(stage.leash.told)"
        #expect(!told.contains(StageVault.password) && told.contains("[redacted]"))
    }
}
