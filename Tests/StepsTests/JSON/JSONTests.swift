import Basis
import Testing

@testable import Steps

/// Answers are read as they are, whatever they are.
struct JSONTests {
    private func read(_ text: String) -> JSONTree? { JSONTree(Array(text.utf8)) }

    @Test(arguments: [
        ("$.total", "12"), ("$.items[0].id", "a"), ("$.items[-1].id", "b"), ("$['a.b']", "yes"),
        ("$.deep.er.value", "1.50"), ("$.flag", "true"), ("$.none", "null"),
        ("$.text", "a \"q\" \u{1F600} ü"),
    ])
    func aPathFindsWhatStandsThere(path: String, value: String) throws {
        let tree = try #require(
            read(
                #"""
                { "total": 12, "items": [ {"id":"a"}, {"id":"b"} ], "a.b": "yes",
                  "deep": {"er": {"value": 1.50}}, "flag": true, "none": null,
                  "text": "a \"q\" \ud83d\ude00 \u00fc" }
                """#))
        #expect(try #require(JSONPath(path)).value(in: tree)?.text == value)
    }

    @Test(arguments: ["total", "$.", "$..a", "$[", "$[x]", "$.a[1", "$a", "$['']", ""])
    func whatIsNoPathIsNone(text: String) { #expect(JSONPath(text) == nil) }

    @Test func aPathToNothingIsNothing() throws {
        let tree = try #require(read("[1,2]"))
        for path in ["$.a", "$[2]", "$[-3]", "$[0].x"] {
            #expect(try #require(JSONPath(path)).value(in: tree) == nil)
        }
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":}", "{\"a\" 1}", "tru", "01x", "\"a", "\"\\x\"", "\"\\ud800\"", "1 2", "+1",
        "nan",
        "1e999", "\"\u{1}\"", "{a:1}", "-",
    ])
    func whatIsNoJSONIsNone(text: String) { #expect(read(text) == nil) }

    @Test func depthIsBounded() {
        #expect(read(String(repeating: "[", count: 100) + String(repeating: "]", count: 100)) != nil)
        #expect(read(String(repeating: "[", count: 100_000)) == nil)
        #expect(read(String(repeating: "{\"a\":", count: 100_000)) == nil)
    }

    @Test func whatIsFilledInEndsNoText() {
        #expect(JSONTree.escaped("a\"b\\c\nd\u{1}") == "a\\\"b\\\\c\\nd\\u0001")
    }
}
