import Testing

/// The real program from outside: exit codes, streams, and what the world can do to both.
struct ProgramTests {
    @Test func versionIsOneLineOnStandardOutput() throws {
        let outcome = try BelayProgram.run("version")
        #expect(outcome.exit == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("belay ") && outcome.output.split(separator: "\n").count == 1)
        #expect(try BelayProgram.run("--version") == outcome)
    }

    @Test func everyJSONEndsWithItsLastEvent() throws {
        let good = try BelayProgram.run("--json", "version")
        #expect(good.output.hasSuffix("{\"event\":\"finished\",\"exit\":0}\n") && good.errors.isEmpty)
        let bad = try BelayProgram.run("versoin", "--json")
        #expect(bad.exit == 2 && bad.errors.isEmpty)
        let last = try #require(bad.output.split(separator: "\n").last)
        #expect(last.hasPrefix(#"{"event":"error","code":"usage.unknown-command","#))
        #expect(last.contains("\"message\":") && last.contains("\"remedy\":"))
    }

    @Test func withoutACommandHelpIsPrintedAndTheExitCodeSaysSo() throws {
        let outcome = try BelayProgram.run()
        #expect(outcome.exit == 2 && outcome.errors.isEmpty)
        #expect(outcome.output == (try BelayProgram.run("help").output))
        #expect(try BelayProgram.run("help").exit == 0)
    }

    @Test func allMistakesOfALineAreToldAtOnce() throws {
        let outcome = try BelayProgram.run("completion", "bsh", "extra", "--jsn", "--app", "a", "--app", "b")
        #expect(outcome.exit == 2 && outcome.output.isEmpty)
        for code in ["bad-value", "unexpected-operand", "unknown-option", "repeated-option"] {
            #expect(outcome.errors.contains("error[usage.\(code)]"), "\(code)")
        }
        #expect(outcome.errors.hasSuffix("\n4 errors\n"))
    }

    @Test(arguments: [
        ("unix:///nowhere/at.sock", "http.no-such-socket"), ("npipe:////./pipe/docker", "docker.bad-host"),
        ("tcp://127.0.0.1:1", "http.refused"), ("tcp://host:99999", "docker.bad-host"),
        ("tcp://", "docker.bad-host"),
    ])
    func anEngineThatIsMissingIsAPlainAnswer(_ host: String, _ code: String) throws {
        let text = try BelayProgram.run("version", "--engine", environment: ["DOCKER_HOST=\(host)"])
        #expect(text.exit == 0 && text.errors.isEmpty, "\(text)")
        #expect(text.output.contains("\nengine: none found at ") && text.output.contains("libcurl"))
        let json = try BelayProgram.run("version", "--engine", "--json", environment: ["DOCKER_HOST=\(host)"])
        #expect(json.output.contains("\"engine\":{\"code\":\"\(code)\""), "\(json)")
    }

    @Test func aReaderThatGoesAwayIsNoFailure() throws {
        let outcome = try BelayProgram.bash(
            "set -o pipefail; belay help | head -1; belay help --man | true; echo $?")
        #expect(outcome.exit == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.hasSuffix("anything goes wrong.\n0\n"))
    }

    @Test func aStandardOutputThatTheCallerClosedIsNoFailure() throws {
        let outcome = try BelayProgram.bash("belay version >&-; belay version <&- >&- 2>&-; belay vers 2>&-")
        #expect(outcome.exit == 2 && outcome.output.isEmpty && outcome.errors.isEmpty)
    }

    @Test(arguments: ["version", "help", "version --json", "--json nonsense", "help --man", "completion zsh"])
    func aFullDiskIsToldAndNeverASuccess(_ line: String) throws {
        let outcome = try BelayProgram.bash("belay \(line) >/dev/full")
        #expect(outcome.exit == (line.contains("nonsense") ? 2 : 1))
        #expect(outcome.errors.contains("error[console.write-failed]: standard output could not be written"))
        #expect(outcome.errors.contains("No space left on device"))
    }

    @Test func twoFullDisksAreStillNoTrap() throws {
        #expect(try BelayProgram.bash("belay version >/dev/full 2>/dev/full").exit == 1)
        #expect(try BelayProgram.bash("belay nonsense >/dev/full 2>/dev/full").exit == 2)
    }

    @Test func hostileWordsNeverReachTheTerminalRaw() throws {
        let outcome = try BelayProgram.bash(#"belay $'\e]0;owned\a\e[2J' --$'\u202e'x $'\xff\xfe'"#)
        #expect(outcome.exit == 2)
        #expect(outcome.errors.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
        #expect(outcome.errors.contains("\\x1b]0;owned\\x07"))
    }

    @Test func thousandsOfWordsAreNoTrap() throws {
        let outcome = try BelayProgram.bash("belay version $(seq 1 5000) --$(printf 'a%.0s' {1..50000})")
        #expect(outcome.exit == 2 && outcome.errors.hasSuffix("5001 errors\n"))
    }

    @Test func plainTextHasNoColourAndATerminalHas() throws {
        let line = "script -qec \"'\(BelayProgram.path)' help\" /dev/null </dev/null"
        #expect(try BelayProgram.bash("belay help").output.contains("\u{1b}") == false)
        #expect(try BelayProgram.bash(line, environment: ["TERM=xterm"]).output.contains("\u{1b}["))
        for refusal in ["NO_COLOR=1", "CLICOLOR=0", "TERM=dumb"] {
            let environment = ["TERM=xterm", refusal]
            #expect(
                try !BelayProgram.bash(line, environment: environment).output.contains("\u{1b}"), "\(refusal)"
            )
        }
    }

    @Test(arguments: [40, 57, 80, 100, 200])
    func noLineIsWiderThanTheTerminal(_ columns: Int) throws {
        let line =
            "script -qec \"stty cols \(columns); '\(BelayProgram.path)' help version --no-color\" /dev/null"
        let output = try BelayProgram.bash(line + " </dev/null", environment: ["TERM=xterm"]).output
        let widest = output.split(whereSeparator: \.isNewline).map(\.count).max() ?? 0
        #expect(widest <= min(columns, 100) && widest > min(columns, 100) - 25)
    }
}
