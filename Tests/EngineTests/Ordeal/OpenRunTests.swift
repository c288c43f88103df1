import Basis
import Testing

/// What the next command finds, and what it does, when a run was cut off before it.
struct OpenRunTests {
    /// Waits for `world/go` in its first step.
    static let slow = """
        playbook: slow
        about: Waits, then does one thing more.
        steps:
          - name: wait
            command:
              run: "echo >world/begun; until [ -e world/go ]; do sleep 0.02; done; echo >world/mark.1"
              shell: true
              observe: "test -e world/mark.1"
              undo: "rm -f world/mark.1"
          - name: finish
            command: { run: "echo >world/mark.2", shell: true, undo: "rm -f world/mark.2" }

        """

    @Test(
        "rule 29: who is at work is left alone, and a run that was cut off is taken up when somebody says so"
    )
    func whatWasCutOffIsTakenUp() async throws {
        try await Stage.with { stage in
            let project = try OrdealProject("open", on: stage)
            try project.write(playbook: OpenRunTests.slow, named: "slow")
            let first = try project.start("run", "slow")
            try await project.until("the first step has begun", within: stage, "world/begun")
            let second = try project.start("run", "slow", "--yes")
            #expect(try await second.exit(within: OrdealProject.patience) == 5, "\(second.said)")
            first.kill()
            let third = try project.start("run", "slow")
            #expect(try await third.exit(within: OrdealProject.patience) == 6, "\(third.said)")
            #expect(third.said.contains("engine.open-run") && third.said.contains("`belay resume "))
            try project.write("", to: "world/go")
            let fourth = try project.start("run", "slow", "--yes")
            #expect(try await fourth.exit(within: OrdealProject.patience) == 0, "\(fourth.said)")
            #expect(try project.world().marks == ["mark.1", "mark.2"])
            let check = try project.start("journal", "check")
            #expect(try await check.exit(within: OrdealProject.patience) == 0, "\(check.said)")
        }
    }

    @Test("rule 34: outside its window nothing begins, and what says when it opens is exit 6")
    func outsideItsWindowNothingBegins() async throws {
        try await Stage.with { stage in
            let project = try OrdealProject("window", on: stage)
            try project.write(playbook: OpenRunTests.slow, named: "slow")
            try project.write("", to: "world/go")
            let manifest = try project.read("belay.yml")
            // Which day it is in Auckland is nobody's guess: three of seven are closed whatever it is.
            let closed = try await RealEngine.run("date", ["-u", "-d", "+3 days", "+%a"])
            for (window, code) in [
                ("\(closed) 00:00-00:01 Pacific/Auckland", 6), ("00:00-24:00 Europe/London", 0),
            ] {
                try project.write(
                    manifest.replacing("docker:", with: "window: \"\(window)\", docker:"), to: "belay.yml")
                let run = try project.start("run", "slow")
                #expect(try await run.exit(within: OrdealProject.patience) == code, "\(run.said)")
                #expect(run.said.contains("command.window-closed") == (code == 6), "\(run.said)")
                #expect(try project.world().marks.isEmpty == (code == 6))
            }
        }
    }

    @Test("rule 34: at a terminal the first Ctrl-C asks: back, pause or continue, and no answer is back")
    func theFirstInterruptAsks() async throws {
        try await Stage.with { stage in
            let answers = [("continue", 0, 2), ("pause", 6, 1), ("back", 3, 0), ("", 3, 0)]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, (answer, code, marks)) in answers.enumerated() {
                    group.addTask {
                        let project = try OrdealProject("keys\(index)", on: stage)
                        try project.write(playbook: OpenRunTests.slow, named: "slow")
                        let told = try await RealEngine.run(
                            "python3", ["-c", terminal, project.folder, BelayProcess.path, answer])
                        #expect(told.hasSuffix("exit \(code)"), "\(answer): \(told)")
                        #expect(try project.world().marks.count == marks, "\(answer): \(told)")
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// Runs the program on a terminal, presses Ctrl-C in the first step, and answers.
    private let terminal = """
        import os, pty, select, sys, time
        folder, belay, answer = sys.argv[1:4]
        process, screen = pty.fork()
        if process == 0:
            os.chdir(folder)
            os.execv(belay, [belay, "run", "slow", "--journal", folder + "/journal.db"])
        said, end = b"", time.time() + 60
        def until(done):
            global said
            while not done() and time.time() < end:
                if select.select([screen], [], [], 0.02)[0]:
                    try: said += os.read(screen, 65536)
                    except OSError: return
        until(lambda: os.path.exists(folder + "/world/begun"))
        os.write(screen, b"\\x03")
        time.sleep(0.2)
        open(folder + "/world/go", "w").close()
        until(lambda: b"Interrupted: shall the run go back" in said)
        if answer: os.write(screen, answer.encode() + b"\\n")
        until(lambda: False)
        print(said.decode(errors="replace"))
        print("exit", os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
        """
}

extension OrdealProject {
    /// Waits until a file is there.
    func until(_ what: String, within stage: Stage, _ name: String) async throws {
        try await stage.until(what) { (try? read(name)) != nil }
    }
}
