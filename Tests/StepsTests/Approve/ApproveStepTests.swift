import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// A run waits for the person who was named, and remembers who it was.
struct ApproveStepTests {
    private let stage = Stage()

    private func step(by names: String...) -> PlannedStep {
        let question = Template([.text("Go on in "), name("env"), .text("?")], at: Stage.span)
        return stage.step(.approve(ApproveAction(question, by: names.map { located($0) }, within: nil)))
    }

    @Test func untilSomebodyAgreesTheRunIsPaused() async throws {
        let pause = Pause.approval(step: StepID("3"), message: "Go on in staging?")
        await #expect(throws: Standstill.blocked(pause)) {
            try await ApproveStep(vault: stage.vault).perform(step(), in: stage.situation())
        }
        let ada = Requester(user: "ada", host: "deck", ticket: "OPS-7")
        let evidence = try await ApproveStep(vault: stage.vault).perform(
            step(), in: stage.situation(approval: ada))
        #expect(evidence.facts == ["by": "ada", "host": "deck", "ticket": "OPS-7"])
    }

    @Test func whoWasNotNamedHasAgreedToNothing() async throws {
        let eve = Requester(user: "eve", host: "deck")
        let pause = Pause.approval(step: StepID("3"), message: "Go on in staging? (ada or bob may answer)")
        await #expect(throws: Standstill.blocked(pause)) {
            try await ApproveStep(vault: stage.vault).perform(
                step(by: "ada", "bob"), in: stage.situation(approval: eve))
        }
    }

    @Test func aSecretInTheQuestionIsRefusedBeforeAnybodyIsAsked() async throws {
        let question = Template([name("secrets", "key")], at: Stage.span)
        await #expect(throws: FillFailure.secretInWords(Stage.span)) {
            try await ApproveStep(vault: stage.vault).prepare(
                stage.step(.approve(ApproveAction(question, by: [], within: nil))), in: stage.situation())
        }
    }
}
