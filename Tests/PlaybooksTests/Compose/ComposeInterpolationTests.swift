import Basis
import Playbooks
import Testing
import Updates

@Suite struct ComposeInterpolationTests {
    /// A label shows what a text becomes: FOO is `first`, BAR is empty, JSON is `{"json":1}`.
    private func expand(_ text: String) throws -> String {
        var fixture = ComposeFixture()
        fixture.environment = ["FOO": "first", "BAR": "", "JSON": "{\"json\":1}"]
        let quoted = text.replacing("'", with: "''")
        let draft = fixture.read("services: { a: { image: i, labels: { l: '\(quoted)' } } }")
        let project = try #require(draft.project, "\(draft.problems.map(ComposeFixture.line))")
        return project.services[0].labels[0].value.value.value.reveal()
    }

    @Test(arguments: [
        ("$${foo}", "${foo}"), ("a $ string", "a $ string"), ("^REGEX$", "^REGEX$"), ("$}", "$}"),
        ("$(cmd) $1", "$(cmd) $1"), ("$FOO-bar", "first-bar"), ("${BAR:-def}", "def"), ("${BAR-def}", ""),
        ("${missing-def}", "def"), ("${BAR+x}", "x"), ("${BAR:+x}", ""), ("${UNSET+x}", ""),
        ("${FOO:+y}", "y"), ("${BAR?e}", ""), ("${UNSET-myerror?msg}", "myerror?msg"),
        ("${BAR:-${FOO} ${FOO}}", "first first"), ("ok ${missing:-{\"json\":1}}", "ok {\"json\":1}"),
        ("${JSON:-{\"json\":1}}", "{\"json\":1}"), ("${A:+${A},}B", "B"), (":?ok ${BAR-d}", ":?ok "),
        ("-ok ${FOO:-d}", "-ok first"), ("$$$FOO$$", "$first$"), ("${missing:-$$x}", "$x"),
    ])
    func textBecomes(_ written: String, _ expected: String) throws {
        #expect(try expand(written) == expected)
    }

    @Test(arguments: ["${", "${}", "${ }", "${ foo}", "${foo }", "${foo!}", "${env:X}", "${X/x/y}", "${X:-a"])
    func malformedVariableIsRefusedWithItsPlace(_ written: String) {
        let lines = ComposeFixture().problems("services:\n  a:\n    image: i\n    user: '\(written)'")
        #expect(lines.count == 1)
        #expect(
            lines.first?.hasPrefix("error compose.malformed-variable c.yml:4:11 services.a.user:") == true)
    }

    @Test func requiredVariableSaysWhatItsWriterSays() throws {
        let draft = ComposeFixture().read("services: { a: { image: 'x:${TAG:?give a tag}' } }")
        let problem = try #require(draft.problems.first)
        #expect(problem.code == "compose.required-variable")
        #expect(problem.why == "give a tag")
        #expect(draft.project == nil)
    }

    @Test func branchNotTakenIsNeverLookedAt() {
        let draft = ComposeFixture().read("services: { a: { image: i, user: '${A:+${B}}c' } }")
        #expect(draft.problems.isEmpty)
        #expect(draft.variables.map(\.name) == ["A"])
    }

    @Test func unsetVariableIsWarnedOfOnce() {
        let lines = ComposeFixture().problems("services: { a: { image: i, user: $X, hostname: $X } }")
        #expect(
            lines == [
                "warning compose.unset-variable c.yml:1:34 services.a.user: `X` is not set and becomes empty"
            ])
    }

    @Test func processWinsOverVariableFileAndLaterFileWinsOverEarlier() throws {
        var fixture = ComposeFixture()
        fixture.environment = ["A": "process"]
        fixture.files = [".env": "A=file\nB=${A}-b\nB2=$B!\n"]
        let draft = fixture.read("services: { a: { image: '$A/$B2' } }")
        #expect(draft.project?.services.first?.image?.value == "process/process-b!")
    }

    @Test func valuesGrowOnlySoFar() {
        var fixture = ComposeFixture()
        let doublings = (1...40).map { "V\($0)=$V\($0 - 1)$V\($0 - 1)\n" }.joined()
        fixture.files = [".env": "V0=abcdefgh\n" + doublings]
        let draft = fixture.read("services: { a: { image: i } }")
        #expect(draft.problems.contains { $0.code == "compose.wrong-variable-file" })
    }

    @Test func noMessageShowsAValue() {
        var fixture = ComposeFixture()
        fixture.environment = ["SECRET": "hunter2"]
        let text = """
            services:
              a:
                image: i
                ports: ["$SECRET:80", "80/$SECRET"]
                healthcheck: { interval: $SECRET, test: [$SECRET, x] }
                mem_limit: $SECRET
                restart: $SECRET
                volumes: ["a:b:c:$SECRET"]
                networks: { n: { priority: "$SECRET" } }
            """
        let draft = fixture.read(text)
        #expect(draft.problems.count >= 7)
        for problem in draft.problems { #expect(!"\(problem)".contains("hunter2")) }
    }
}
