import Basis
import Testing

@testable import YAML

struct ProblemTests {
    @Test func everyDuplicateIsReportedWithBothPlaces() throws {
        let reading = YAMLReading(
            text: "a: 1\nb: {c: 1, 'c': 2}\na: 2\n\"a\": 3\n? [x, y]\n: 1\n? [x, y]\n: 2\n", file: "f")
        let found = reading.problems.map { problem in
            guard case .duplicateKey(let key, let first) = problem.kind else { return "?" }
            return "\(key) \(places(problem.span)) \(places(first))"
        }
        #expect(
            found == ["c 2:11-2:14 2:5-2:6", "a 3:1-3:2 1:1-1:2", "a 4:1-4:4 1:1-1:2", "? 7:3-7:9 5:3-5:9"])
        #expect(reading.problems.first?.line == "b: {c: 1, 'c': 2}")
        #expect(reading.problems[1].diagnostic.what == "the key \"a\" is given twice; the first is on line 1")
    }

    @Test func aWideMappingFindsItsDuplicatesToo() {
        let lines = (0..<1000).map { "key\($0): \($0)" } + ["key500: again", "key0: again", "key1000: once"]
        #expect(
            problems(lines.joined(separator: "\n")) == [
                "1001:1 yaml.duplicate-key", "1002:1 yaml.duplicate-key",
            ])
    }

    @Test func allThatIsWrongIsReportedTogetherAndASyntaxFaultEndsIt() {
        let text = "a: *nope\nb: 1\nb: 2\nc: {<<: 5}\n---\nd: 1\nd: 2\ne: \"open\nf: 1\n"
        let codes = [
            "1:4 yaml.unknown-anchor", "3:1 yaml.duplicate-key", "4:9 yaml.bad-merge",
            "7:1 yaml.duplicate-key",
            "8:4 yaml.unclosed-quote",
        ]
        #expect(problems(text) == codes)
        #expect(
            YAMLReading(text: text, file: "f").documents.count == 1,
            "only a document read to its end is given")
    }

    @Test func aMisspeltAliasNamesTheAnchorThatWasMeant() {
        let reading = YAMLReading(text: "a: &defaults 1\nb: *default\n", file: "f")
        #expect(reading.problems.first?.diagnostic.remedy == "did you mean *defaults?")
    }

    @Test(arguments: YAMLCode.allCases)
    func everyCodeSaysWhatItMeansAndWhatToDo(code: YAMLCode) {
        #expect(code.rawValue.hasPrefix("yaml."))
        #expect(code.summary.hasSuffix("."))
        #expect(code.remedy.count > 8)
    }

    @Test(arguments: [
        ("a: ok\nb: \u{7}x\n", "2:4 yaml.control-character"), ("a: \0", "1:4 yaml.control-character"),
        ("é: \u{7F}", "1:4 yaml.control-character"), ("a: \u{85}", "1:4 yaml.control-character"),
        ("# x\u{2028}a: 1", "1:4 yaml.control-character"), ("a: \u{FFFE}", "1:4 yaml.control-character"),
    ])
    func aForbiddenCharacterIsReportedWithItsPlace(text: String, expected: String) {
        #expect(problems(text) == [expected])
    }

    @Test(
        arguments: [
            ([0x80], 0), ([0xC0, 0x80], 0), ([0xC3], 0), ([0xE2, 0x82], 0), ([0xED, 0xA0, 0x80], 0),
            ([0xFF], 0),
            ([0xF4, 0x90, 0x80, 0x80], 0), ([0xC3, 0xA9, 0xE9], 1), ([0xF8, 0x88], 0),
        ] as [([UInt8], Int)])
    func invalidUTF8IsReportedWithItsPlace(bytes: [UInt8], before: Int) {
        let found = problems(Array("a: 1\nb: ".utf8) + bytes + Array("\nc: d".utf8))
        #expect(found.first == "2:\(4 + before) yaml.not-utf8")
        #expect(found.allSatisfy { $0.hasSuffix("yaml.not-utf8") })
    }

    @Test func utf16IsRefusedByName() {
        for bytes in [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]] {
            let problem = YAMLReading(bytes, file: "f").problems.first?.diagnostic
            #expect(problem?.what == "the file is written in UTF-16, not in UTF-8")
        }
    }

    @Test func everyKindOfLineBreakCountsOnce() {
        let text = "a: 1\rb: 1\r\nb: 2\n\r\n\rb: 3\r\r\n"
        #expect(problems(text) == ["3:1 yaml.duplicate-key", "6:1 yaml.duplicate-key"])
        #expect(YAMLReading(text: text, file: "f").problems.map(\.line) == ["b: 2", "b: 3"])
        #expect(problems(text + "c: \u{7}") == ["8:4 yaml.control-character"])
    }
}
