import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// Names are filled when a step's turn comes, and secrets stay apart.
struct FillTests {
    private let stage = Stage()

    private func fill(_ situation: Situation? = nil) -> Fill {
        var step = stage.step(.probe(Gate(.wait, patience: Patience(), limits: nil, at: Stage.span)))
        step.inputs = ["replicas": .number(4)]
        return Fill(step, in: situation ?? stage.situation(), vault: stage.vault)
    }

    @Test func everyNameHasItsValue() async throws {
        let history = [
            "migrate": StepHistory(
                before: Evidence(facts: ["revision": "a1"]), after: Evidence(facts: ["revision": "b2"]))
        ]
        let situation = stage.situation(
            before: Evidence(facts: ["was": "red"]), history: history, runOutcome: "rolled-back")
        let names: [([String], String)] = [
            (["app"], "shop"), (["env"], "staging"), (["inputs", "replicas"], "4"),
            (["release", "version"], "v1.0.1"), (["release", "tag"], "v1.0.1"),
            (["release", "commit"], String(repeating: "a", count: 40)), (["run", "id"], "k3f9x2ab"),
            (["run", "outcome"], "rolled-back"), (["run", "who"], "ada"), (["run", "host"], "deck"),
            (["before", "was"], "red"), (["steps", "migrate", "before", "revision"], "a1"),
            (["steps", "migrate", "after", "revision"], "b2"), (["now"], "2025-11-25T21:20:59Z"),
        ]
        let filling = fill(situation)
        for (parts, value) in names {
            let template = Template(
                [.text("<"), .name(Located(NamePath(parts), at: Stage.span), fallback: nil), .text(">")],
                at: Stage.span)
            #expect(try await filling.text(template).plain == "<\(value)>")
        }
    }

    @Test func aNameWithoutAValueTakesItsDefaultOrFailsWhereItStands() async throws {
        let other = Expression.literal(located(.text("base")))
        let filled = try await fill().text(
            Template([name("before", "revision", else: other)], at: Stage.span))
        #expect(filled.plain == "base")
        let error = await #expect(throws: FillFailure.self) {
            try await fill().text(Template([name("run", "ticket")], at: Stage.span))
        }
        #expect(error?.diagnostic.code == "step.no-value")
        #expect(error?.diagnostic.place == .text(Stage.span, line: nil))
    }

    @Test func aTemplateWithASecretIsASecret() async throws {
        let template = Template([.text("Bearer "), name("secrets", "database-password")], at: Stage.span)
        let filling = fill()
        let filled = try await filling.text(template)
        #expect(filled.isSecret && filled.plain == nil)
        #expect(filled.reveal() == "Bearer \(StageVault.password)")
        #expect("\(filled)" == "Bearer [redacted]" && "\(filled.secret)" == Secret.redaction)
        #expect(!String(reflecting: filled).contains(StageVault.password))
        await #expect(throws: FillFailure.secretInWords(Stage.span)) { try await filling.words(template) }
    }

    @Test func whatWasHandedOutIsTakenOutOfForeignTexts() async throws {
        let filling = fill()
        _ = try await filling.text(
            Template([name("secrets", "database-password"), name("secrets", "key")], at: Stage.span))
        let said = "denied for \(StageVault.password), and of a key file"
        #expect(filling.scrub(said) == "denied for [redacted], and [redacted]")
    }

    @Test func whatAnEarlierStepSealedComesBackAsASecret() async throws {
        let sealed = try await stage.vault.seal(Secret("token-of-the-day"))
        let after = try Evidence(facts: [:], recording: SealedFacts(sealed: ["token": sealed]))
        #expect(!after.record.contains("token-of-the-day"))
        let history = ["login": StepHistory(before: Evidence(), after: after)]
        let filling = fill(stage.situation(history: history))
        let filled = try await filling.text(
            Template([name("steps", "login", "after", "token")], at: Stage.span))
        #expect(filled.isSecret && filled.reveal() == "token-of-the-day")
    }

    @Test func conditionsSeeTheSameNamesAndNoSecret() throws {
        let app = Expression.name(located(NamePath(["app"])))
        let isShop = Expression.compare(app, .equal, .literal(located(.text("shop"))))
        #expect(try fill().truth(of: isShop))
        let secret = Expression.name(located(NamePath(["secrets", "key"])))
        #expect(throws: FillFailure.self) { try fill().truth(of: secret) }
        #expect(throws: FillFailure.self) { try fill().truth(of: app) }
    }
}
