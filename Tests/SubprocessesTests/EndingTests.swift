import Basis
import Glibc
import Subprocesses
import Testing

extension Programs {
    struct EndingTests {
        let launcher: Launcher

        init() throws { launcher = try Launcher() }

        /// Waits until a file holds as many words as it will, and gives them.
        func words(_ count: Int, in path: String) async throws -> [String] {
            let deadline = Programs.soon
            while !deadline.hasPassed {
                let text = ProcessTable.contents(of: path)
                let words = text.split { $0 == " " || $0 == "\n" }
                if words.count >= count, text.hasSuffix("\n") { return words.map(String.init) }
                try await Task.sleep(for: .milliseconds(2))
            }
            throw DeadlinePassed()
        }

        @Test func theDeadlineEndsAProgramAndSaysWhatItSaid() async throws {
            let error = await #expect(throws: SubprocessError.self) {
                try await launcher.run(
                    Programs.script(
                        "echo waiting for the moon >&2; sleep 600", environment: ["MARK": "late"]),
                    by: .after(.milliseconds(500)))
            }
            guard case .timedOut(_, _, let said) = error else {
                return #expect(error == nil, "not a time-out")
            }
            #expect(said == "waiting for the moon\n")
            #expect(!ProcessTable.isRunning(withVariable: "MARK=late"))
        }

        @Test func cancellingIsNotTimingOut() async throws {
            let folder = TemporaryFolder()
            let run = Task { [launcher] in
                try await launcher.run(
                    Programs.script("echo $$ > pid; sleep 600", directory: folder.path), by: Programs.soon)
            }
            let pid = try await words(1, in: folder.path + "/pid")[0]
            let start = ContinuousClock.now
            run.cancel()
            let result = await run.result
            #expect(throws: SubprocessError.cancelled(command: "sh -c 'echo $$ > pid; sleep 600'")) {
                try result.get()
            }
            #expect(!ProcessTable.isAlive(pid))
            #expect(
                start.duration(to: .now) < .seconds(4),
                "SIGTERM was enough, so nobody had to wait for SIGKILL")
        }

        @Test func aTaskCancelledBeforeItStartsLeavesNothing() async throws {
            let run = Task { [launcher] in
                withUnsafeCurrentTask { $0?.cancel() }
                return try await launcher.run(
                    Programs.script("sleep 600", environment: ["MARK": "unborn"]), by: Programs.soon)
            }
            await #expect(throws: SubprocessError.cancelled(command: "sh -c 'sleep 600'")) {
                try await run.value
            }
            #expect(!ProcessTable.isRunning(withVariable: "MARK=unborn"))
        }

        @Test func aProgramMayCleanUpAfterSIGTERM() async throws {
            let folder = TemporaryFolder()
            let child = try launcher.start(
                Programs.script(
                    "trap 'echo clean > done; exit 3' TERM; echo $$ > pid; while :; do sleep 0.01; done",
                    directory: folder.path), by: Programs.soon)
            _ = try await words(1, in: folder.path + "/pid")
            #expect(try await child.stop() == .exited(code: 3))
            #expect(ProcessTable.contents(of: folder.path + "/done") == "clean\n")
        }

        @Test func aProgramDeafToSIGTERMIsKilledWithItsWholeGroup() async throws {
            let folder = TemporaryFolder()
            let child = try launcher.start(
                Programs.script(
                    "trap '' TERM; (while :; do sleep 600; done) & "
                        + "echo $$ $! > pids; while :; do sleep 600; done",
                    directory: folder.path), by: Programs.soon, grace: .milliseconds(300))
            let pids = try await words(2, in: folder.path + "/pids")
            #expect(try await child.stop() == .signalled(signal: SIGKILL))
            for pid in pids { #expect(!ProcessTable.isAlive(pid)) }
        }

        @Test func aStoppedProgramIsEndedToo() async throws {
            let folder = TemporaryFolder()
            let child = try launcher.start(
                Programs.script("echo $$ > pid; kill -STOP $$; sleep 600", directory: folder.path),
                by: Programs.soon)
            _ = try await words(1, in: folder.path + "/pid")
            #expect(try await child.stop() == .signalled(signal: SIGTERM))
        }

        @Test func aGrandchildThatKeepsThePipesOpenDelaysNobody() async throws {
            let start = ContinuousClock.now
            let outcome = try await launcher.run(
                Programs.script("sleep 600 & echo $!; exit 5"), by: Programs.soon)
            let pid = String(outcome.output.text.dropLast())
            #expect(outcome.exit == .exited(code: 5))
            #expect(!ProcessTable.isAlive(pid), "the group does not outlive its leader")
            #expect(start.duration(to: .now) < .seconds(30))
        }

        @Test func aGrandchildThatLeftTheGroupDelaysNobodyEither() async throws {
            let outcome = try await launcher.run(
                Programs.script("setsid sleep 600 & echo $!; sleep 0.1"), by: Programs.soon)
            let pid = String(outcome.output.text.dropLast())
            #expect(outcome.exit.isSuccess)
            // It left on purpose and is not ours to end, but this test started it.
            if let number = pid_t(pid) { kill(number, SIGKILL) }
        }

        @Test func whatAGrandchildSaysRightBehindItsParentIsHeard() async throws {
            let outcome = try await launcher.run(
                Programs.script("(sleep 0.05; echo late) & exit 0"), by: Programs.soon)
            #expect(outcome.output.text == "late\n")
        }

        @Test func aProgramNobodyHoldsAnyMoreIsEnded() async throws {
            let folder = TemporaryFolder()
            let pid = try await {
                let child = try launcher.start(
                    Programs.script("echo $$ > pid; exec sleep 600", directory: folder.path),
                    by: Programs.soon)
                let pid = try await words(1, in: folder.path + "/pid")[0]
                #expect(ProcessTable.isAlive(pid))
                withExtendedLifetime(child) {}
                return pid
            }()
            let deadline = Programs.soon
            while ProcessTable.isAlive(pid), !deadline.hasPassed {
                try await Task.sleep(for: .milliseconds(2))
            }
            #expect(!ProcessTable.isAlive(pid))
        }

        @Test func aProgramThatReadsNothingMeetsItsDeadline() async throws {
            let input = BytesInMemory([UInt8](repeating: 0, count: 1 << 20))
            let error = await #expect(throws: SubprocessError.self) {
                try await launcher.run(
                    Programs.script("sleep 600", input: .stream(input)), by: .after(.milliseconds(300)))
            }
            #expect(error?.code == .timedOut)
        }
    }
}
