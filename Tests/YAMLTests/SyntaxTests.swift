import Basis
import Testing

@testable import YAML

struct SyntaxTests {
    @Test(arguments: [
        ("env: { a: ${x} }\n", "1:11 yaml.unquoted-variable", "\"${x}\""),
        ("env: [ ${NAME:-y} ]\n", "1:8 yaml.unquoted-variable", "\"${NAME:-y}\""),
        ("a:\n\tb: 1\n", "2:1 yaml.tab-indentation", "spaces"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1 yaml.tab-indentation", "spaces"),
        ("a: \"open\nb: 1\n", "1:4 yaml.unclosed-quote", "Close"),
        ("a: 'it's'\nb: 1\n", "1:8 yaml.syntax", "escape"),
        ("a: b: c\n", "1:5 yaml.syntax", "quote"),
        ("a: 1\nkey:value\nb: 2\n", "2:1 yaml.syntax", "space after the colon"),
        ("a: 1\nkey:value\n", "2:1 yaml.syntax", "space after the colon"),
        ("a: - b\n", "1:4 yaml.syntax", "below the key"),
        ("a:\n  b: 1\n c: 2\n", "3:2 yaml.syntax", "neighbours"),
        ("a: {b: 1\nc: 2\n", "1:4 yaml.syntax", "}"),
        ("a: [b, c\nd: 2\n", "1:4 yaml.syntax", "]"),
        ("host: *.example.org\n", "1:7 yaml.syntax", "in quotes"),
        ("at: @home\n", "1:5 yaml.syntax", "in quotes"),
        ("tick: `date`\n", "1:7 yaml.syntax", "in quotes"),
        ("percent: %x\n", "1:10 yaml.syntax", "in quotes"),
        ("path: \"C:\\dir\"\n", "1:10 yaml.syntax", "single quotes"),
        ("a: \"x\" y\nb: 1\n", "1:8 yaml.syntax", "whole value"),
        ("a: !x!y z\n", "1:4 yaml.syntax", "!name"),
        ("- a\nb: 1\n", "2:1 yaml.syntax", "neighbours"),
    ])
    func aFaultOfSyntaxSaysHowToMendIt(text: String, expected: String, remedy: String) throws {
        #expect(problems(text) == [expected])
        let diagnostic = try #require(YAMLReading(text: text, file: "f").problems.first?.diagnostic)
        #expect(diagnostic.remedy.contains(remedy), "\(diagnostic.what): \(diagnostic.remedy)")
        #expect(diagnostic.why?.hasPrefix("the parser says: ") == true)
    }
}
