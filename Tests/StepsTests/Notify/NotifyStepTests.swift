import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// Notifications are harmless: whatever becomes of them, the run goes on.
struct NotifyStepTests {
    /// Remembers what it was given; one kind of receiver is never reached.
    private final class Postbox: Notifier {
        let sent = Guarded<[Announcement]>([])

        func send(_ message: Announcement, to receiver: Receiver) async throws {
            if case .command = receiver.channel { throw NotifyFailure.refused(kind: "command", why: "no") }
            sent.withLock { $0.append(message) }
        }
    }

    private let stage = Stage()
    private let postbox = Postbox()

    private func notify(_ to: String..., message: Template? = nil) -> PlannedStep {
        let text = message ?? Template([name("app"), .text(": "), name("run", "outcome")], at: Stage.span)
        return stage.step(.notify(NotifyAction(text, to: to.map { located($0) })))
    }

    private func plan(_ receivers: Receiver...) -> Plan { stage.plan { $0.notify = receivers } }

    private let slack = Receiver(.slack(text("http://x")), on: [])
    private let onFailure = Receiver(.pagerduty(text("key")), on: [located(.failed), located(.stranded)])
    private let broken = Receiver(.command([text("x")]), on: [])

    @Test func rule9AFailureToTellNeverFailsTheRun() async throws {
        let evidence = try await NotifyStep(postbox, vault: stage.vault).perform(
            notify(), in: stage.situation(plan(slack, broken)))
        #expect(evidence.facts == ["sent": "1", "failed": "1"])
        #expect(postbox.sent.withLock { $0.map(\.text) } == ["shop: succeeded"])
        #expect(stage.leash.told == [.said("the receiver `command` did not take the message: no")])
        let secret = try await NotifyStep(postbox, vault: stage.vault).perform(
            notify(message: Template([name("secrets", "key")], at: Stage.span)),
            in: stage.situation(plan(slack)))
        #expect(secret.facts == ["sent": "0", "failed": "1"])
    }

    @Test func onlyWhoWantsToHearOfItIsTold() async throws {
        let step = NotifyStep(postbox, vault: stage.vault)
        let quiet = try await step.perform(notify(), in: stage.situation(plan(onFailure)))
        #expect(quiet.facts["sent"] == "0")
        let loud = try await step.perform(
            notify(), in: stage.situation(plan(onFailure, slack), runOutcome: "failed"))
        #expect(loud.facts["sent"] == "2")
        let named = try await step.perform(
            notify("slack"), in: stage.situation(plan(onFailure, slack), runOutcome: "failed"))
        #expect(named.facts["sent"] == "1")
    }

    @Test func rule9TheKeyIsOfRunStepAndAttemptAndARepeatSaysSo() async throws {
        let step = NotifyStep(postbox, vault: stage.vault)
        _ = try await step.perform(notify(), in: stage.situation(plan(slack)))
        // A Belay that comes after a crash observes first.
        #expect(try await step.observe(notify(), in: stage.situation(plan(slack))) == .absent)
        _ = try await step.perform(notify(), in: stage.situation(plan(slack)))
        _ = try await step.perform(notify(), in: stage.situation(plan(slack), attempt: 2))
        let sent = postbox.sent.withLock { $0 }
        #expect(sent.map(\.key) == ["k3f9x2ab.3.1", "k3f9x2ab.3.1", "k3f9x2ab.3.2"])
        #expect(sent.map(\.isRepeat) == [false, true, true])
        #expect(sent[0].facts["version"] == "v1.0.1" && sent[0].facts["host"] == "deck")
    }
}
