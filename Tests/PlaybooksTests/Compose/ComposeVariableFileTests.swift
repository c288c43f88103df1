import Basis
import Playbooks
import Testing
import Updates

@Suite struct ComposeVariableFileTests {
    /// What a container gets from a file of variables.
    private func read(_ text: String, _ environment: [String: String] = [:]) throws -> [String: String?] {
        var fixture = ComposeFixture()
        fixture.environment = environment
        fixture.files = ["app.env": text]
        let draft = fixture.read("services: { a: { image: i, env_file: app.env } }")
        let project = try #require(draft.project, "\(draft.problems.map(ComposeFixture.line))")
        return Dictionary(
            uniqueKeysWithValues: project.services[0].environment.map { ($0.name.value, $0.value?.reveal()) })
    }

    @Test(arguments: [
        ("FOO=bar # c", "bar"), ("FOO=123#x", "123#x"), ("FOO=\"bar#baz\" # c", "bar#baz"),
        ("FOO='$X'", "$X"),
        ("export FOO=2", "2"), ("FOO: 1", "1"), ("FOO=\"a\\tb\"", "a\tb"), ("FOO=a\\tb", "a\\tb"),
        ("\u{FEFF}FOO=bom", "bom"), ("FOO=\"one\ntwo\"", "one\ntwo"), ("FOO=", ""), ("FOO = x ", "x"),
        ("FOO=${X:-d}", "d"), ("FOO=\"\\$X\"", "$X"), ("# c\n\nFOO=x\r\n", "x"),
    ])
    func lineGives(_ text: String, _ expected: String) throws {
        #expect(try read(text)["FOO"] == expected)
    }

    @Test(arguments: [
        ("OK=1\nlol$wut\n", 2), ("A B=1", 1), ("X=1\nY=\"open\nZ=2", 2), ("=x", 1), ("A='b' c", 1),
        ("A='it''s", 1),
    ])
    func faultIsRefusedWithItsLineAndWithoutItsText(_ text: String, _ line: Int) throws {
        var fixture = ComposeFixture()
        fixture.files = [".env": text]
        let draft = fixture.read("services: { a: { image: i } }")
        let problem = try #require(draft.problems.first)
        #expect(problem.code == "compose.wrong-variable-file")
        #expect(problem.place.description.hasPrefix(".env:\(line):"))
        guard case .text(_, line: nil) = problem.place else {
            Issue.record("the line of a file of variables is shown")
            return
        }
    }

    @Test func bareNameIsInherited() throws {
        #expect(try read("FOO\nBAR\n", ["FOO": "x"]) == ["FOO": "x", "BAR": nil])
    }

    @Test func rawFileKeepsQuotesAndDollars() throws {
        var fixture = ComposeFixture()
        fixture.files = ["r.env": "A='$x' # y\n"]
        let draft = fixture.read("services: { a: { image: i, env_file: [{ path: r.env, format: raw }] } }")
        #expect(draft.project?.services[0].environment[0].value?.reveal() == "'$x' # y")
    }

    @Test func writtenWinsOverPassedOverLaterFileOverEarlier() throws {
        var fixture = ComposeFixture()
        fixture.environment = ["P": "passed"]
        fixture.files = ["1.env": "A=1\nB=1\nC=1\nP=1\n", "2.env": "A=2\nB=2\nKEY=2\n"]
        let draft = fixture.read(
            "services: { a: { image: i, env_file: [1.env, 2.env], environment: { A: w, P: , KEY: } } }")
        let all = try #require(draft.project?.services.first?.environment)
        let values = Dictionary(uniqueKeysWithValues: all.map { ($0.name.value, $0.value?.reveal()) })
        #expect(values == ["A": "w", "B": "2", "C": "1", "P": "passed", "KEY": nil])
    }

    @Test func missingFileIsRefusedUnlessItMayBeMissing() {
        let fixture = ComposeFixture()
        #expect(
            fixture.problems("services: { a: { image: i, env_file: no.env } }") == [
                "error compose.missing-file c.yml:1:38 "
                    + "services.a.env_file: the file of variables is not there"
            ])
        #expect(
            fixture.problems(
                "services: { a: { image: i, env_file: [{ path: no.env, required: false }] } }") == [])
    }
}
