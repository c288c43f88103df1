import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// The front door is asked all the time, and every loss is counted.
struct LookoutTests {
    private let stage = Stage()

    private func lookout(at url: String?, _ question: HTTPQuestion? = nil) async throws -> Lookout? {
        let step = stage.step(.roll(RollAction()))
        return try await Lookout(
            question, for: step, in: stage.situation(stage.plan(url: url)), stage.means())
    }

    @Test func whatIsLostIsCountedAndPastToleranceAnError() async throws {
        // No answer, one by which a server says that it has none, and answers of all other kinds.
        let server = LoopbackServer { _, count in
            [.init(), .init(delay: nil), .init(status: 404), .init(status: 502)][min(count, 3)]
        }
        defer { server.stop() }
        let lookout = try #require(try await lookout(at: server.url))
        lookout.start()
        while lookout.report.asked < 4 { try await Task.sleep(for: .milliseconds(20)) }
        let report = await lookout.stop()
        #expect(report.asked == report.lost + 2 && report.lost >= 2)
        #expect(report.lastLoss == "GET \(server.url)/ answered 502")
        try report.check(tolerating: report.lost)
        let error = #expect(throws: Diagnostic.self) { try report.check(tolerating: 1) }
        #expect(error?.code == "gate.requests-lost")
        let asked = server.asked.count
        try await Task.sleep(for: .milliseconds(250))
        #expect(server.asked.count == asked)
    }

    @Test func slowAnswersDoNotSlowTheAsking() async throws {
        let server = LoopbackServer { _, _ in .init(delay: .milliseconds(600)) }
        defer { server.stop() }
        let lookout = try #require(try await lookout(at: server.url, HTTPQuestion(.get, text("/health"))))
        lookout.start()
        try await Task.sleep(for: .seconds(1))
        // What is under way when it is stopped is waited for.
        let report = await lookout.stop()
        #expect(report.lost == 0 && report.asked >= 6 && report.asked == server.asked.count)
        #expect(report.slowest >= .milliseconds(600))
        #expect(server.asked.first?.target == "/health")
    }

    @Test func withoutAFrontDoorThereIsNothingToWatch() async throws {
        #expect(try await lookout(at: nil) == nil)
    }
}
