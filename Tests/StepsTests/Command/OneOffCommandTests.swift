import Basis
import Ports
import Testing
import Updates

@testable import Steps

/// Rule 4: what must happen once runs in a container of its own, under a name that tells it from any other.
struct OneOffCommandTests {
    private let stage = Stage()

    private func action(_ words: String...) -> CommandAction {
        CommandAction(.program(words.map(text)), at: .oneOff(located("web")))
    }

    @Test func rule4TheNameIsOfRunStepAndAttempt() async throws {
        let planned = stage.step(.command(action("rake", "db:seed")), id: "3.2")
        let evidence = try await CommandStep(stage.means()).perform(planned, in: stage.situation(attempt: 2))
        let work = try #require(stage.oneOffs.now.started.first)
        #expect(work.name == "belay-k3f9x2ab.3.2.2" && work.command == ["rake", "db:seed"])
        #expect(work.variables["BELAY_VERSION"]?.reveal() == "v1.0.1")
        #expect(evidence.facts["output"] == "done")
    }

    @Test func rule4ItIsMadeAfterTheReleaseThatTheRunPulled() async throws {
        let pull = stage.step(.pull(version: text("latest")), id: "1", name: "pull")
        let build = stage.step(.build(BuildAction()), id: "2", name: "build")
        let planned = stage.step(.command(action("true")))
        let release = PinnedRelease(version: "v1.0.1", commit: "c", tagObject: nil)
        let history = [
            "pull": StepHistory(
                before: Evidence(),
                after: try Evidence(facts: [:], recording: PullRecord(release: release, checkout: "/kept"))),
            "build": StepHistory(
                before: Evidence(),
                after: try Evidence(facts: [:], recording: BuildRecord(images: ["web": "sha256:9"], tags: []))
            ),
        ]
        let situation = stage.situation(stage.plan([pull, build, planned]), history: history)
        #expect(
            try situation.releaseTree()
                == ReleaseTree(release: release, checkout: "/kept", images: ["web": "sha256:9"]))
        _ = try await CommandStep(stage.means()).perform(planned, in: situation)
        #expect(stage.oneOffs.now.started.first?.blueprint.image == "sha256:9")
    }

    @Test func rule4AfterACrashItIsObservedAndAwaited() async throws {
        let (planned, situation) = (stage.step(.command(action("true"))), stage.situation())
        let step = try CommandStep(stage.means())
        let name = "belay-k3f9x2ab.3.1"
        #expect(try await step.observe(planned, in: situation) == .absent)
        stage.oneOffs.play { $0.standing[name] = .created }
        #expect(try await step.observe(planned, in: situation) == .absent)
        stage.oneOffs.play { $0.standing[name] = .running }
        #expect(try await step.observe(planned, in: situation) == .running)
        let waiting = Task { try await step.settle(planned, in: situation) }
        try await Task.sleep(for: .milliseconds(20))
        stage.oneOffs.play {
            $0.standing[name] = .ended(CommandResult(exitCode: 0, output: "ok", errors: ""))
        }
        #expect(
            try await waiting.value == .done(.done(Evidence(facts: ["exit": "0", "output": "ok"]))))
        stage.oneOffs.play {
            $0.standing[name] = .ended(CommandResult(exitCode: 2, output: "", errors: "no"))
        }
        guard case .done(.failed(let why)) = try await step.observe(planned, in: situation) else {
            return #expect(Bool(false), "its exit code is the evidence")
        }
        #expect(why.code == "step.command-failed" && why.why == "no")
    }

    @Test func theDeadlineAndCancellationEndTheContainer() async throws {
        stage.oneOffs.play { $0.result = nil }
        let planned = stage.step(.command(action("sleep", "60")))
        let step = try CommandStep(stage.means())
        await #expect(throws: DeadlinePassed.self) {
            try await step.perform(planned, in: stage.situation(within: .milliseconds(50)))
        }
        let situation = stage.situation(attempt: 2)
        let task = Task { try await step.perform(planned, in: situation) }
        while stage.oneOffs.now.started.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(stage.oneOffs.now.ended == ["belay-k3f9x2ab.3.1", "belay-k3f9x2ab.3.2"])
    }

    @Test func anUndoThatWasCutOffIsAwaitedAndMadeAgain() async throws {
        var action = action("true")
        action.undo = .program([text("rake"), text("db:unseed")])
        let name = "belay-k3f9x2ab.3.1.undo"
        stage.oneOffs.play { $0.standing[name] = .ended(CommandResult(exitCode: 1, output: "", errors: "")) }
        try await CommandStep(stage.means()).reverse(stage.step(.command(action)), in: stage.situation())
        #expect(stage.oneOffs.now.removed == [name])
        #expect(stage.oneOffs.now.started.first?.variables["BELAY_OUTCOME"]?.reveal() == "unknown")
    }

    @Test func tidyingRemovesWhatEveryAttemptLeft() async throws {
        try await CommandStep(stage.means()).tidyUp(
            stage.step(.command(action("true"))), in: stage.situation())
        #expect(stage.oneOffs.now.removed.contains("belay-k3f9x2ab.3.3.undo"))
        #expect(stage.oneOffs.now.removed.count == 9)
    }

    @Test func secretsReachAContainerAsVariablesOnly() async throws {
        var action = CommandAction(
            .shell(Template([.text("login "), name("secrets", "database-password")], at: Stage.span)),
            at: .oneOff(located("web")))
        action.usesShell = true
        _ = try await CommandStep(stage.means()).perform(stage.step(.command(action)), in: stage.situation())
        let work = try #require(stage.oneOffs.now.started.first)
        #expect(work.command == ["sh", "-c", "login \"${BELAY_SECRET_1}\""])
        #expect(work.variables["BELAY_SECRET_1"]?.reveal() == StageVault.password)
    }

    @Test func execIsOnlyForWhatMayRunTwice() async throws {
        var action = CommandAction(.program([text("date")]), at: .exec(located("web")))
        let step = try CommandStep(stage.means())
        await #expect(throws: CommandFailure.execOnce(step: "act")) {
            try await step.prepare(stage.step(.command(action)), in: stage.situation())
        }
        action.isIdempotent = true
        stage.platform.play {
            $0.execute = { words, variables, _ in
                CommandResult(exitCode: variables["BELAY_RUN"] == nil ? 1 : 0, output: "\(words)", errors: "")
            }
        }
        let evidence = try await step.perform(stage.step(.command(action)), in: stage.situation())
        #expect(evidence.facts["output"] == "[\"date\"]")
    }

    @Test func aCrewSendsEachStepToWhoCanDoIt() async throws {
        let crew = Crew([.command: try CommandStep(stage.means())])
        let planned = stage.step(.command(action("true")))
        #expect(try await crew.perform(planned, in: stage.situation()).facts["exit"] == "0")
        let error = await #expect(throws: (any Error).self) {
            try await crew.perform(stage.step(.scale([])), in: stage.situation())
        }
        #expect((error as? any Diagnosable)?.diagnostic.code == "step.not-done-here")
    }
}
