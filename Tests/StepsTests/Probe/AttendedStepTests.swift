import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// While a roll goes on, somebody asks at the front door.
@Suite struct AttendedStepTests {
    private let stage = Stage()

    /// Takes its time, and fails if it is told to.
    private struct Slow: Performer {
        var error: (any Error)?

        func prepare(_ step: PlannedStep, in situation: Situation) async throws -> Evidence { Evidence() }
        func perform(_ step: PlannedStep, in situation: Situation) async throws -> Evidence {
            try await Task.sleep(for: .milliseconds(700))
            if let error { throw error }
            return Evidence(facts: ["cut": "0"])
        }
        func observe(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }
        func settle(_ step: PlannedStep, in situation: Situation) async throws -> Observation { .absent }
        func reverse(_ step: PlannedStep, in situation: Situation) async throws {}
        func tidyUp(_ step: PlannedStep, in situation: Situation) async throws {}
    }

    private func perform(_ server: LoopbackServer?, tolerating limit: Int?, _ slow: Slow = Slow())
        async throws
        -> Evidence
    {
        var action = RollAction()
        action.tolerate = limit.map { located($0) }
        let step = AttendedStep(slow, try stage.means())
        return try await step.perform(
            stage.step(.roll(action)), in: stage.situation(stage.plan(url: server?.url)))
    }

    @Test func whatIsLostMeanwhileIsToldAndPastToleranceFailsTheStep() async throws {
        let server = LoopbackServer { _, count in .init(status: count == 3 ? 502 : 200) }
        defer { server.stop() }
        let evidence = try await perform(server, tolerating: 1)
        #expect(evidence.facts["lost"] == "1" && evidence.facts["cut"] == "0")
        #expect(evidence.facts["asked"].flatMap(Int.init).map { $0 > 4 } == true)
        for limit in [nil, 1] {
            let broken = LoopbackServer { _, count in .init(status: count > 1 ? 502 : 200) }
            defer { broken.stop() }
            guard limit != nil else {
                #expect(try await perform(broken, tolerating: limit).facts["lost"] != "0")
                continue
            }
            let error = await #expect(throws: Diagnostic.self) {
                try await perform(broken, tolerating: limit)
            }
            #expect(error?.code == "gate.requests-lost")
        }
    }

    @Test func aDoorThatIsShutToBeginWithIsNotHeldAgainstTheStep() async throws {
        let server = LoopbackServer { _, _ in .init(status: 503) }
        defer { server.stop() }
        #expect(try await perform(server, tolerating: 0).facts == ["cut": "0"])
        #expect(try await perform(nil, tolerating: 0).facts == ["cut": "0"])
    }

    @Test func theStepsOwnFailureComesFirst() async throws {
        let server = LoopbackServer { _, count in .init(status: count > 1 ? 502 : 200) }
        defer { server.stop() }
        await #expect(throws: DeadlinePassed.self) {
            try await perform(server, tolerating: 0, Slow(error: DeadlinePassed()))
        }
    }
}
