import Testing

/// `belay check`, run as a program on files that are wrong in known ways.
struct CheckTests {
    private static let manifest = """
        app: shop
        environments: { here: { docker: {} } }
        default: here

        """
    private static let compose = """
        services:
          web: { image: "web:${BELAY_VERSION}", healthcheck: { test: [CMD, ok] } }

        """

    @Test func aSoundProjectExitsWithZero() throws {
        let scratch = try Scratch()
        try Scratch.write(CheckTests.manifest, to: "\(scratch.path)/belay.yml")
        try Scratch.write(CheckTests.compose, to: "\(scratch.path)/compose.yml")
        let outcome = try BelayProgram.bash("cd \(scratch.path) && belay check")
        #expect(outcome == .init(exit: 0, output: "2 files checked: nothing found\n", errors: ""))
        let named = try BelayProgram.run("check", "--app", "\(scratch.path)/belay.yml")
        #expect(named.exit == 0)
    }

    @Test func everyErrorOfAFileIsToldAtOnceAndExitsWithTwo() throws {
        let scratch = try Scratch()
        let text = "app: shop\nsorce: { git: . }\nbackups: { keep: { dayly: 7 } }\n"
        try Scratch.write(text, to: "\(scratch.path)/belay.yml")
        let outcome = try BelayProgram.bash("cd \(scratch.path) && belay check")
        #expect(outcome.exit == 2 && outcome.output.isEmpty)
        for line in ["Did you mean `source`?", "Did you mean `daily`?", "`to` is missing", "3 errors"] {
            #expect(outcome.errors.contains(line), "\(line)")
        }
    }

    @Test func warningsAloneExitWithZeroAndLeaveNoSecretInTheOutput() throws {
        let scratch = try Scratch()
        let text = "app: shop\ndatabases: { main: { postgres: { host: db, password: hunter2 } } }\n"
        try Scratch.write(text, to: "\(scratch.path)/belay.yml")
        let outcome = try BelayProgram.bash("cd \(scratch.path) && belay check")
        #expect(outcome.exit == 0 && outcome.output == "1 file checked: 1 warning\n")
        #expect(outcome.errors.contains("warning[check.plain-secret]") && !outcome.errors.contains("hunter2"))
    }

    @Test func sarifIsOneDocumentWithEveryFinding() throws {
        let scratch = try Scratch()
        try Scratch.write("app: [1]\nnonsense: 2\n", to: "\(scratch.path)/belay.yml")
        let outcome = try BelayProgram.bash(
            "cd \(scratch.path) && belay check --sarif | python3 -m json.tool")
        #expect(outcome.output.contains("\"version\": \"2.1.0\""))
        #expect(outcome.output.contains("\"ruleId\": \"language.unknown-key\""))
        #expect(outcome.output.contains("\"ruleId\": \"language.wrong-type\""))
    }

    @Test func missingFilesSayWhatToDo() throws {
        let scratch = try Scratch()
        let none = try BelayProgram.bash("cd \(scratch.path) && belay check")
        #expect(none.exit == 2 && none.errors.contains("command.no-manifest"))
        let named = try BelayProgram.run("check", "\(scratch.path)/nothing.yml")
        #expect(named.exit == 2 && named.errors.contains("command.unreadable-file"))
        try Scratch.write("a: b\n", to: "\(scratch.path)/strange.yml")
        let strange = try BelayProgram.run("check", "\(scratch.path)/strange.yml")
        #expect(strange.exit == 2 && strange.errors.contains("command.unknown-file"))
    }

    @Test func filesAreToldApartByTheirContent() throws {
        let scratch = try Scratch()
        let pod = "apiVersion: v1\nkind: Pod\nmetadata: {}\n"
        try Scratch.write("services: { web: {} }\n", to: "\(scratch.path)/a.yml")
        try Scratch.write("services: { web: { imagee: x } }\n", to: "\(scratch.path)/b.yml")
        try Scratch.write(pod, to: "\(scratch.path)/c.yml")
        try Scratch.write("playbook: p\nsteps: [{ rol: x }]\n", to: "\(scratch.path)/d.yml")
        try Scratch.write("services:\n\tweb: x\n", to: "\(scratch.path)/e.yml")
        for line in [
            "a.yml b.yml: compose.no-image a.yml:1:13", "b.yml: compose.unknown-key b.yml:1:20",
            "c.yml: kubernetes.missing-field c.yml:3:11", "d.yml: language.unknown-key d.yml:2:11",
            "e.yml: yaml.tab-indentation e.yml:2:1", ".: yaml.tab-indentation ./e.yml:2:1",
        ] {
            let words = line.split(separator: ": ", maxSplits: 1)
            let place = words[1].split(separator: " ")
            let outcome = try BelayProgram.bash("cd \(scratch.path) && belay check \(words[0])")
            #expect(outcome.exit == 2, "\(line)")
            #expect(outcome.errors.contains("[\(place[0])]") && outcome.errors.contains(place[1]), "\(line)")
        }
    }

    @Test func environmentsAreCheckedWithWhatTheyRun() throws {
        let scratch = try Scratch()
        let two = "app: s\nenvironments: { a: { docker: {} }, b: { docker: { compose: b.yml } } }\n"
        try Scratch.write(two, to: "\(scratch.path)/belay.yml")
        try Scratch.write(CheckTests.compose, to: "\(scratch.path)/compose.yml")
        let all = try BelayProgram.bash("cd \(scratch.path) && belay check")
        #expect(
            all.exit == 2 && all.errors.contains("target.missing-file")
                && all.errors.contains("belay.yml:2:60"))
        let one = try BelayProgram.bash("cd \(scratch.path) && belay check -e a")
        #expect(one.exit == 0 && one.output == "2 files checked: nothing found\n")
        let none = try BelayProgram.bash("cd \(scratch.path) && belay check --env c")
        #expect(none.exit == 2 && none.errors.contains("there is no environment `c`"))
    }

    @Test func filesAreNamedAsTheOperatorSeesThem() throws {
        let scratch = try Scratch()
        try Scratch.write(CheckTests.manifest, to: "\(scratch.path)/belay.yml")
        try Scratch.write("services: { web: {} }\n", to: "\(scratch.path)/compose.yml")
        let outcome = try BelayProgram.bash("cd / && belay check --app \(scratch.path)/belay.yml")
        #expect(outcome.exit == 2 && outcome.errors.contains("\(scratch.path)/compose.yml:1:13"))
    }

    /// Safety rule 29.
    @Test func journalInsideOfWhatIsRestoredIsRefused() throws {
        let scratch = try Scratch()
        let text = CheckTests.manifest + "files: { all: { path: . } }\n"
        try Scratch.write(text, to: "\(scratch.path)/belay.yml")
        try Scratch.write(CheckTests.compose, to: "\(scratch.path)/compose.yml")
        let line = "cd \(scratch.path) && belay check --journal"
        let inside = try BelayProgram.bash("\(line) sqlite:journal.db")
        #expect(inside.exit == 2 && inside.errors.contains("check.journal-inside"))
        let outside = try BelayProgram.bash("\(line) /elsewhere/journal.db")
        #expect(outside.exit == 0)
    }
}
