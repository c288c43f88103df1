extension Rule {
    static let noSkippedTests = Rule(
        "no-skipped-tests",
        forbids: "a test that can be skipped: .disabled(, .enabled(if:, withKnownIssue, XCTSkip, Test.cancel",
        instead: "delete the test or make it pass; what a test needs is installed by make setup",
        planted: [
            .found(
                at: [1], in: "Tests/EngineTests/LoopTests.swift", "@Test(.disabled(\"no\")) func a() {}\n"),
            .found(at: [1], in: "Tests/EngineTests/LoopTests.swift", "@Suite(.enabled(if: b)) struct A {}\n"),
            .found(at: [1], in: "Tests/EngineTests/LoopTests.swift", "withKnownIssue { a() }\n"),
            .nearMiss(
                in: "Tests/EngineTests/LoopTests.swift", "@Test(.timeLimit(.minutes(1))) func a() {}\n"),
            .nearMiss(in: "Tests/EngineTests/LoopTests.swift", "let a = b.disabled\n// .disabled(\n"),
            .nearMiss(in: "Tests/EngineTests/LoopTests.swift", "let task = a.enabled\nwork.cancel()\n"),
        ],
        swift: { file in
            guard file.path.hasPrefix("Tests/") else { return [] }
            let traits = ["disabled", "enabled"].flatMap(file.uses).filter { index in
                file.token(index - 1)?.isMark(".") == true && file.token(index + 1)?.isMark("(") == true
            }
            let cancels = file.uses(of: "cancel").filter { file.token($0 - 2)?.isWord("Test") == true }
            let calls = ["withKnownIssue", "XCTSkip", "XCTSkipIf", "XCTSkipUnless"].flatMap(file.uses)
            return (traits + cancels + calls).sorted().map { index in
                file.finding(file.tokens[index].line, file.tokens[index].text)
            }
        })
}
