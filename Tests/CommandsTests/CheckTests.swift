import Testing

/// `belay check`, run as a program on files that are wrong in known ways.
struct CheckTests {
    @Test func aSoundProjectExitsWithZero() throws {
        let scratch = try Scratch()
        try Scratch.write(
            "app: shop\nenvironments: { here: { docker: {} } }\n", to: "\(scratch.path)/belay.yml")
        let outcome = try BelayProgram.bash("cd \(scratch.path) && belay check")
        #expect(outcome == .init(exit: 0, output: "1 file checked: nothing found\n", errors: ""))
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
        let text = "app: shop\ndatabases: { main: { postgres: { service: db, password: hunter2 } } }\n"
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
}
