import Basis
import Testing

@testable import Docker

/// What happens is told as it happens, after what stands.
struct EngineEventsTests {
    @Test("rule 10: what stands is told first, and then what happens")
    func whatStandsIsToldFirstAndThenWhatHappens() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let (first, second) = ("\(stage.prefix)-one", "\(stage.prefix)-two")
            [first, second].forEach(stage.willRemove)
            _ = try await engine.create(first, stage.shell("sleep", "600"), by: stage.soon)
            let events = EngineEvents(of: engine, labelled: ["stage=\(stage.prefix)"], by: stage.soon)
            guard case .standing(let standing) = try await events.next() else {
                throw Complaint("an event before the list")
            }
            #expect(standing.map(\.name) == [first] && standing.map(\.state) == [.created])

            _ = try await engine.create(second, stage.shell("sh", "-c", "exit 5"), by: stage.soon)
            try await engine.start(second, by: stage.soon)
            var told: [EngineEvent] = []
            while told.last?.action != "die" {
                guard case .event(let event) = try await events.next() else { continue }
                told.append(event)
            }
            #expect(
                told.map(\.action).filter { ["create", "start", "die"].contains($0) }
                    == ["create", "start", "die"])
            #expect(told.last?.attributes["exitCode"] == "5" && told.last?.attributes["name"] == second)
        }
    }

    @Test func waitingForWhatNeverComesEndsInTime() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let events = EngineEvents(
                of: engine, labelled: ["stage=\(stage.prefix)"], by: .after(.milliseconds(700)))
            _ = try await events.next()
            let began = ContinuousClock.now
            let end = try await failure { _ = try await events.next() }
            #expect(end?.code == .timedOut && began.duration(to: .now) < .seconds(10))
        }
    }

    @Test func aCancelledWaitIsToldFromOneThatTookTooLong() async throws {
        try await Stage.with { stage in
            let engine = try await stage.client()
            let events = EngineEvents(of: engine, labelled: ["stage=\(stage.prefix)"], by: stage.soon)
            _ = try await events.next()
            let waiting = Task { try await failure { _ = try await events.next() } }
            try await Task.sleep(for: .milliseconds(50))
            waiting.cancel()
            #expect(try await waiting.value?.code == .cancelled)
        }
    }
}
