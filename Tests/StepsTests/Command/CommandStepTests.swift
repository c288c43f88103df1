import Basis
import Glibc
import Ports
import Subprocesses
import Testing
import Updates

@testable import Steps

/// Commands on this machine: bounded, told what they must know, found again, and silent about secrets.
struct CommandStepTests {
    private let stage = Stage()

    private func shell(_ parts: Template.Part...) -> CommandAction {
        var action = CommandAction(.shell(Template(parts, at: Stage.span)), at: .local)
        action.usesShell = true
        return action
    }

    /// A program as a killed Belay would leave it: started by somebody else, with the key in its environment.
    private func leftBehind(_ step: PlannedStep, _ situation: Situation, _ script: String) async throws
        -> Child
    {
        let key = TaskKey(step, in: situation).description
        let child = try Launcher().start(
            Invocation(
                .shell(script: "echo > up; \(script)"),
                environment: ["BELAY_TASK": .plain(key), "PATH": "/bin"], directory: stage.folder),
            by: .after(.seconds(20)))
        while stage.read("up") == nil { try await Task.sleep(for: .milliseconds(2)) }
        return child
    }

    @Test func aCommandIsToldOfTheRunAndLeavesItsOutput() async throws {
        let action = shell(
            .text("echo $BELAY_APP $BELAY_ENV $BELAY_RUN $BELAY_VERSION $BELAY_ATTEMPT $BELAY_STEP"))
        let evidence = try await CommandStep(stage.means()).perform(
            stage.step(.command(action)), in: stage.situation(attempt: 2))
        #expect(evidence.facts == ["exit": "0", "output": "shop staging k3f9x2ab v1.0.1 2 act"])
        #expect(stage.leash.acts.count == 1)
    }

    @Test func aProgramSeesItsWordsAsTheyAreAndRunsInTheProject() async throws {
        let action = CommandAction(
            .program([text("sh"), text("-c"), text("pwd; echo \"$1\""), text("x"), text("a $HOME b")]),
            at: .local)
        let evidence = try await CommandStep(stage.means()).perform(
            stage.step(.command(action)), in: stage.situation())
        #expect(evidence.facts["output"] == "\(stage.folder)\na $HOME b")
    }

    @Test func aFailureCarriesTheLastWords() async throws {
        let action = shell(.text("echo some; echo no such table >&2; exit 3"))
        let failure = await #expect(throws: CommandFailure.self) {
            try await CommandStep(stage.means()).perform(stage.step(.command(action)), in: stage.situation())
        }
        #expect(failure?.diagnostic.what == "the command ended with exit code 3")
        #expect(failure?.diagnostic.why == "no such table\nsome")
    }

    @Test func theOutputMustBeAsExpected() async throws {
        var action = shell(.text("echo all is well"))
        action.expect = TextExpectation(contains: [located("well")], lacks: [located("ERROR")])
        let step = try CommandStep(stage.means())
        _ = try await step.perform(stage.step(.command(action)), in: stage.situation())
        action.expect = TextExpectation(contains: [], lacks: [located("well")])
        let failure = await #expect(throws: CommandFailure.self) {
            try await step.perform(stage.step(.command(action)), in: stage.situation())
        }
        #expect(failure?.diagnostic.what == "the output holds `well`")
    }

    @Test("rule 30: secrets are neither in words nor in evidence nor in errors")
    func secretsAreNeitherInWordsNorInEvidenceNorInErrors() async throws {
        let secret = name("secrets", "database-password")
        let action = shell(
            .text("tr '\\0' ' ' < /proc/$$/cmdline; echo; echo "), secret, .text("; test -n "), secret,
            .text(" && echo seen "), secret, .text(" >&2; exit 4"))
        let step = try CommandStep(stage.means())
        let failure = await #expect(throws: CommandFailure.self) {
            try await step.perform(stage.step(.command(action)), in: stage.situation())
        }
        let told = "\(try #require(failure?.diagnostic)) \(stage.leash.acts) \(stage.leash.told)"
        #expect(!told.contains(StageVault.password) && told.contains("seen [redacted]"))
        let bare = CommandAction(
            .program([text("echo"), Template([secret], at: Stage.span)]), at: .local)
        await #expect(throws: FillFailure.secretInWords(Stage.span)) {
            try await step.prepare(stage.step(.command(bare)), in: stage.situation())
        }
    }

    @Test func theDeadlineEndsItWithEverythingItStarted() async throws {
        let planned = stage.step(.command(shell(.text("sleep 60 & echo > begun; wait"))))
        let situation = stage.situation(within: .milliseconds(400))
        let step = try CommandStep(stage.means())
        await #expect(throws: DeadlinePassed.self) { try await step.perform(planned, in: situation) }
        #expect(stage.read("begun") != nil)
        #expect(LocalTask(TaskKey(planned, in: situation)).processes().isEmpty)
    }

    @Test func cancellationEndsIt() async throws {
        let action = shell(.text("echo > begun; sleep 60"))
        let (step, planned, situation) = (
            try CommandStep(stage.means()), stage.step(.command(action)), stage.situation()
        )
        let task = Task { try await step.perform(planned, in: situation) }
        while stage.read("begun") == nil { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(LocalTask(TaskKey(planned, in: situation)).processes().isEmpty)
    }

    @Test func nothingRunsWithoutLeave() async throws {
        stage.leash.refuse(.fenced("another has it"))
        await #expect(throws: Standstill.fenced("another has it")) {
            try await CommandStep(stage.means()).perform(
                stage.step(.command(shell(.text("echo > begun")))), in: stage.situation())
        }
        #expect(stage.read("begun") == nil)
    }

    @Test func rule2AProgramThatOutlivedBelayIsFoundAndAwaited() async throws {
        let (planned, situation) = (stage.step(.command(shell(.text("true")))), stage.situation())
        let step = try CommandStep(stage.means())
        let child = try await leftBehind(planned, situation, "sleep 1")
        #expect(try await step.observe(planned, in: situation) == .running)
        let settled = try await step.settle(planned, in: situation)
        #expect(try await child.wait().isSuccess)
        guard case .unclear = settled else { return #expect(Bool(false), "\(settled)") }
    }

    @Test func rule2WhatDoesNotEndInTimeIsKilled() async throws {
        let (planned, situation) = (
            stage.step(.command(shell(.text("true")))), stage.situation(within: .milliseconds(300))
        )
        let child = try await leftBehind(planned, situation, "sleep 60")
        _ = try await CommandStep(stage.means()).settle(planned, in: situation)
        #expect(try await child.wait() == .signalled(signal: SIGKILL))
    }

    @Test func rule5WhatObservesTellsWhatBecameOfIt() async throws {
        let step = try CommandStep(stage.means())
        var action = shell(.text("touch made"))
        guard case .unclear = try await step.observe(stage.step(.command(action)), in: stage.situation())
        else {
            return #expect(Bool(false), "nothing tells")
        }
        action.observe = .shell(text("test -e made && echo there"))
        #expect(try await step.observe(stage.step(.command(action)), in: stage.situation()) == .absent)
        try stage.write("made", "")
        let found = try await step.observe(stage.step(.command(action)), in: stage.situation())
        #expect(found == .done(.done(Evidence(facts: ["exit": "0", "output": "there"]))))
        action.observe = nil
        action.isIdempotent = true
        #expect(try await step.observe(stage.step(.command(action)), in: stage.situation()) == .absent)
    }

    @Test func rule2AFailureThatWasHeardIsNoDoubtWhateverIsThere() async throws {
        let step = try CommandStep(stage.means())
        var action = shell(.text("touch made; exit 3"))
        action.observe = .shell(text("test -e made"))
        let planned = stage.step(.command(action))
        let heard = try await #require(throws: CommandFailure.self) {
            try await step.perform(planned, in: stage.situation())
        }.diagnostic
        #expect(
            try await step.observe(planned, in: stage.situation(outcome: .failed(heard)))
                == .done(.failed(heard)))
        let unheard = Diagnostic(StepCode.noContainer, "the engine went away", at: .thing("x"))
        guard
            case .done(.done) = try await step.observe(
                planned, in: stage.situation(outcome: .failed(unheard)))
        else { return #expect(Bool(false), "what may have been done is looked for") }
        #expect(unlink("\(stage.folder)/made") == 0)
        #expect(
            try await step.observe(planned, in: stage.situation(outcome: .failed(heard))) == .absent)
    }

    @Test func rule5UndoIsToldWhatBecameOfTheStep() async throws {
        var action = shell(.text("true"))
        action.undo = .shell(text("echo $BELAY_OUTCOME >> undone"))
        let diagnostic = CommandFailure.execOnce(step: "x").diagnostic
        for outcome in [Updates.Outcome.done(Evidence()), .failed(diagnostic), .timedOut(diagnostic), nil] {
            try await CommandStep(stage.means()).reverse(
                stage.step(.command(action)), in: stage.situation(outcome: outcome))
        }
        #expect(stage.read("undone") == "done\nfailed\nfailed\nunknown\n")
    }
}
