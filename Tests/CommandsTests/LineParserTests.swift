import Basis
import Testing

@testable import Commands

struct LineParserTests {
    @Test(arguments: [
        ["--env", "prod", "go"], ["-e", "prod", "go"], ["-eprod", "go"], ["-e=prod", "go"],
        ["--env=prod", "go"],
        ["go", "--env", "prod"], ["go", "-neprod"], ["go", "-ne", "prod"],
        ["go", "x", "--env=prod", "--", "y"],
    ])
    func aValueIsReadInEverySpellingBeforeAndAfterTheCommand(_ words: [String]) {
        let line = LineParser.parse(words, by: Sample.grammar())
        #expect(line.problems.isEmpty && line.command?.name == "go")
        #expect(line.arguments[GlobalOptions.environment] == "prod")
    }

    @Test func typesAreThoseOfTheDeclaration() {
        let line = Sample.parse("go", "-n", "--skip", "a", "--skip=b", "here", "x", "y", "--colour", "red")
        #expect(line.problems.isEmpty)
        #expect(line.arguments[Sample.dry] && line.arguments[Sample.reason] == nil)
        #expect(line.arguments[Sample.skip] == ["a", "b"] && line.arguments[Sample.colour] == "red")
        #expect(line.arguments[Sample.place] == "here" && line.arguments[Sample.files] == ["x", "y"])
    }

    @Test func twoDashesEndTheOptions() {
        let line = Sample.parse("go", "--", "--json", "-n", "--")
        #expect(line.problems.isEmpty && !line.arguments[GlobalOptions.json])
        #expect(line.arguments[Sample.place] == "--json" && line.arguments[Sample.files] == ["-n", "--"])
        #expect(Sample.parse("--", "go").command?.name == "go")
    }

    @Test func aDashAloneIsAWordAndAValue() {
        let line = Sample.parse("go", "-", "--reason", "-")
        #expect(line.problems.isEmpty)
        #expect(line.arguments[Sample.place] == "-" && line.arguments[Sample.reason] == "-")
    }

    @Test func whatLooksLikeAnOptionIsAValueOnlyWhenAttached() {
        #expect(Sample.parse("go", "--reason=--json").arguments[Sample.reason] == "--json")
        let line = Sample.parse("go", "--reason", "--json")
        #expect(line.problems.map(\.code) == ["usage.missing-value"] && line.arguments[GlobalOptions.json])
        #expect(line.problems.first?.remedy.contains("`--reason=--json`") == true)
    }

    @Test(arguments: [
        ("", "missing-command"), ("--json", "missing-command"), ("goo", "unknown-command"),
        ("go --dry", "unknown-option"), ("go --dry-ru", "unknown-option"), ("go -x", "unknown-option"),
        ("--dry-run go", "misplaced-option"), ("-n go", "misplaced-option"), ("-x go", "unknown-option"),
        ("--nosuch goo", "unknown-option unknown-command"), ("go --reason", "missing-value"),
        ("go --json=yes", "unexpected-value"), ("go -n=yes", "unexpected-value"),
        ("go --colour blue", "bad-value"),
        ("go --reason=", "bad-value"), ("go --env a --env b", "repeated-option"),
        ("go -ea -eb", "repeated-option"),
        ("--env a go --env b", "repeated-option"), ("go --json --json", ""),
        ("stay here", "unexpected-operand"),
        ("go --quiet --verbose", "conflicting-options"), ("go --resaon because", "unknown-option"),
        ("go --nosuch=1 --also=2 --env", "unknown-option unknown-option missing-value"),
        ("go ---json", "unknown-option"),
        ("goo --dry-run --colour blue x y z", "unknown-command"),
    ])
    func everyMistakeIsToldAndNoneTwice(_ line: String, _ codes: String) {
        #expect(Sample.problems(line).sorted() == codes.split(separator: " ").map(String.init).sorted())
    }

    @Test(arguments: [
        ("goo", "`sample go`"), ("go --dryrun", "`--dry-run`"), ("go --colour gren", "`green`"),
        ("go --joson", "`--json`"),
    ])
    func whatWasProbablyMeantIsNamed(_ line: String, _ guess: String) {
        let words = line.split(separator: " ").map(String.init)
        let remedy = LineParser.parse(words, by: Sample.grammar()).problems.first?.remedy ?? ""
        #expect(remedy.contains("Did you mean \(guess)"))
    }

    @Test(arguments: 0..<20)
    func noLineTraps(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let pieces = [
            "go", "stay", "--", "-", "=", "e", "--env", "--json", "-n", "", "\u{301}", "👩‍👧", "--skip", "a b",
        ]
        for _ in 0..<500 {
            let words = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    pieces.randomElement(using: &random) ?? ""
                }.joined()
            }
            let line = LineParser.parse(words, by: Sample.grammar())
            #expect(line.command != nil || !line.problems.isEmpty, "seed \(seed): \(words)")
            #expect(line.problems.allSatisfy { $0.code.hasPrefix("usage.") }, "seed \(seed): \(words)")
        }
    }
}
