import Basis
import Playbooks
import Testing
import Updates

/// The grammar of conditions and what they come to.
@Suite struct ExpressionTests {
    static let values: [String: Value] = [
        "inputs.version": .release(ReleaseVersion("v1.10.0") ?? .zero),
        "inputs.count": .number(3),
        "inputs.wait": .duration(.seconds(90)),
        "inputs.force": .boolean(false),
        "env": .text("staging"),
        "before.revision": .text("v1.9.0"),
    ]

    static let scope = NameScope(
        [
            "inputs.version": .release, "inputs.count": .number, "inputs.wait": .duration,
            "inputs.force": .boolean,
            "env": .text, "secrets.key": .secret,
        ], open: ["before"])

    @Test(arguments: [
        ("env == 'staging'", true),
        ("env != 'staging'", false),
        ("env in ['production', 'staging']", true),
        ("inputs.version > 'v1.9.0'", true),
        ("inputs.version < 'v1.9.0'", false),
        ("inputs.version == '1.10'", true),
        ("inputs.version < before.revision", false),
        ("inputs.count > 2 and inputs.wait < 2m", true),
        ("inputs.count > 2 and not inputs.wait < 2m", false),
        ("not inputs.force or nothing.there", true),
        ("inputs.force and nothing.there", false),
        ("not not (inputs.force or env == 'staging')", true),
        ("inputs.wait == 1m30s", true),
        ("inputs.count in [1, 2, 3]", true),
        ("true", true),
        ("-3 < inputs.count", true),
        ("'a b' == 'a b'", true),
        ("inputs.force or inputs.force or env == 'staging'", true),
        ("inputs.force == false and true", true),
    ])
    func conditionsComeToTheirValue(text: String, expected: Bool) throws {
        let expression = try ExpressionParser.condition(.plain(text)).get()
        #expect(try expression.truth { ExpressionTests.values[$0.description] } == expected)
    }

    @Test(arguments: [
        ("", "expression.syntax", 1), ("env ==", "expression.syntax", 7),
        ("env = 'a'", "expression.syntax", 5),
        ("env == 'a", "expression.unclosed", 8), ("(env == 'a'", "expression.unclosed", 1),
        ("env == 'a')", "expression.syntax", 11), ("[1, 2", "expression.unclosed", 1),
        ("1 < 2 < 3", "expression.syntax", 7), ("env == \"a\"", "expression.syntax", 8),
        ("a..b == 1", "expression.syntax", 1), ("3x == 1", "expression.syntax", 1),
        ("env && true", "expression.syntax", 5), ("and", "expression.syntax", 1),
        ("not", "expression.syntax", 4),
        ("env env", "expression.syntax", 5), ("env <> 'a'", "expression.syntax", 5),
        ("lower(env) == 'a'", "expression.syntax", 6),
    ])
    func malformedConditionsPointAtTheFault(text: String, code: String, column: Int) throws {
        let result = ExpressionParser.condition(.plain(text))
        guard case .failure(let problem) = result, case .text(let span, _) = problem.place else {
            Issue.record("read \(text) as \(result)")
            return
        }
        #expect(problem.code == code)
        #expect(span.start == Position(line: 1, column: column))
    }

    @Test(arguments: [
        ("inputs.versoin > 'v1'", "expression.unknown-name"), ("env", "expression.wrong-type"),
        ("inputs.count and true", "expression.wrong-type"), ("env < 'b'", "expression.wrong-type"),
        ("inputs.version > 'banana'", "expression.wrong-type"),
        ("inputs.force < true", "expression.wrong-type"),
        ("inputs.count == 1m", "expression.wrong-type"), ("secrets.key == 'x'", "expression.wrong-type"),
        ("env in 'staging'", "expression.wrong-type"), ("not env", "expression.wrong-type"),
    ])
    func namesAndTypesAreCheckedBeforeARun(text: String, code: String) throws {
        let writing = Writing.plain(text)
        let expression = try ExpressionParser.condition(writing).get()
        let problems = ExpressionCheck(writing, in: ExpressionTests.scope).condition(expression)
        #expect(problems.map(\.code) == [code])
    }

    @Test(arguments: [
        "before.anything == 'x'", "inputs.count > 1", "inputs.version > env", "before.x", "env in []",
    ])
    func whatMayHoldPassesTheCheck(text: String) throws {
        let writing = Writing.plain(text)
        let expression = try ExpressionParser.condition(writing).get()
        #expect(ExpressionCheck(writing, in: ExpressionTests.scope).condition(expression).isEmpty)
    }

    @Test func misspeltNameIsToldTheNearest() throws {
        let writing = Writing.plain("inputs.versoin > 'v1'")
        let expression = try ExpressionParser.condition(writing).get()
        let problems = ExpressionCheck(writing, in: ExpressionTests.scope).condition(expression)
        #expect(problems.first?.remedy == "Did you mean `inputs.version`?")
    }

    @Test func depthAndLengthAreBounded() {
        let deep = String(repeating: "(", count: 100_000) + "true" + String(repeating: ")", count: 100_000)
        let nots = String(repeating: "not ", count: 1000) + "true"
        for text in [deep, nots] {
            guard case .failure(let problem) = ExpressionParser.condition(.plain(text)) else {
                Issue.record("read it")
                continue
            }
            #expect(problem.code == "expression.too-large")
        }
    }

    @Test func everyTruncationIsReadOrRefused() throws {
        let text = "not (inputs.version > 'v1.9' and env in ['a', 'b']) or inputs.wait < 1m30s"
        for end in 0...text.count {
            switch ExpressionParser.condition(.plain(String(text.prefix(end)))) {
            case .success(let expression): #expect(expression.span.start.column >= 1)
            case .failure(let problem): #expect(!problem.remedy.isEmpty)
            }
        }
    }
}

extension ReleaseVersion {
    fileprivate static var zero: ReleaseVersion {
        guard let version = ReleaseVersion("0.0.0") else { preconditionFailure("0.0.0 is a version") }
        return version
    }
}

extension Writing {
    /// A text that begins a file.
    static func plain(_ text: String) -> Writing {
        let start = Position(line: 1, column: 1)
        let end = Position(line: 1, column: 1 + text.unicodeScalars.count)
        return Writing(text, at: Span(file: "test", start: start, end: end), line: text, lead: 0)
    }
}
