import Basis
import Testing

@testable import YAML

struct NodeTests {
    @Test func everyNodeKnowsItsPlace() throws {
        let root = try read(
            """
            # a comment
            name: web
            größe: "é x"   # behind
            list:
              - one
              - &a two

              # not part of it
            flow: { a: [1, 2], b: *a }
            text: |
              first
              second
            empty:
            last: 'x
              y'

            """)
        let mapping = try #require(root.mapping)
        let found = mapping.entries.map {
            "\($0.key.text ?? "?") \(places($0.key.span)) \(places($0.value.span))"
        }
        #expect(
            found == [
                "name 2:1-2:5 2:7-2:10", "größe 3:1-3:6 3:8-3:13", "list 4:1-4:5 5:3-6:11",
                "flow 9:1-9:5 9:7-9:27", "text 10:1-10:5 10:7-13:1", "empty 13:1-13:6 13:7-13:7",
                "last 14:1-14:5 14:7-15:5",
            ])
        #expect(places(root.span) == "2:1-15:5")
        #expect(mapping["list"]?.sequence?.map { places($0.span) } == ["5:5-5:8", "6:5-6:11"])
        let flow = try #require(mapping["flow"]?.mapping)
        #expect(flow["a"]?.sequence?.map { places($0.span) } == ["9:13-9:14", "9:16-9:17"])
        #expect(places(flow["a"]?.span) == "9:12-9:18")
        #expect(places(flow["b"]?.span) == "9:23-9:25")
        #expect(places(flow["b"]?.origin) == "6:5-6:11")
    }

    @Test func stylesTagsAndAnchorsStayVisible() throws {
        let root = try read(
            "a: !reset []\nb: !override {x: 1}\nc: &n !!str 5\nd: 'x'\ne: >\n  y\nf: !<tag:x.org,1:y> z\n")
        let mapping = try #require(root.mapping)
        #expect(mapping["a"]?.tag == "!reset")
        #expect(mapping["a"]?.style == .flow)
        #expect(mapping["b"]?.tag == "!override")
        #expect(mapping["c"]?.tag == "!!str")
        #expect(mapping["c"]?.anchor == "n")
        #expect(mapping["d"]?.tag == nil)
        #expect(mapping["d"]?.style == .singleQuoted)
        #expect(mapping["e"]?.style == .folded)
        #expect(mapping["f"]?.tag == "tag:x.org,1:y")
        #expect(root.style == .block)
    }

    @Test func typedReadingsCarryTheirPlaceAndRefuseOtherTypes() throws {
        let mapping = try #require(
            try read("s: x\ni: 5\nf: 1.5\nb: true\nn:\nv: 1.10\nl: []\nm: {}\n").mapping)
        #expect(mapping["s"]?.string?.value == "x")
        #expect(places(mapping["i"]?.int?.span) == "2:4-2:5")
        #expect(mapping["i"]?.int?.value == 5)
        #expect(mapping["i"]?.double?.value == 5)
        #expect(mapping["f"]?.double?.value == 1.5)
        #expect(mapping["b"]?.bool?.value == true)
        #expect(mapping["n"]?.isNull == true)
        #expect(mapping["n"]?.literal == nil)
        #expect(mapping["v"]?.literal?.value == "1.10")
        #expect(mapping["i"]?.string == nil)
        #expect(mapping["s"]?.int == nil)
        #expect(mapping["f"]?.int == nil)
        #expect(mapping["l"]?.mapping == nil)
        #expect(mapping["m"]?.sequence == nil)
        #expect(mapping["nothing"] == nil)
        #expect(
            mapping.entries.map(\.value.meaning) == [
                "the text \"x\"", "the number 5", "the number 1.5", "the truth value true", "nothing",
                "the number 1.10",
                "a list", "a mapping",
            ])
    }

    @Test func everyDocumentIsARootOfItsOwn() throws {
        let reading = YAMLReading(text: "a: 1\n---\n---\n- *x\n", file: "f")
        #expect(reading.documents.count == 3)
        #expect(reading.documents[1].isNull)
        #expect(
            problems("--- &x 1\n--- *x\n") == ["2:5 yaml.unknown-anchor"], "anchors end with their document")
        #expect(YAMLReading(text: "", file: "f").documents.isEmpty)
        #expect(YAMLReading(text: "# only a comment\n", file: "f").documents.isEmpty)
        #expect(YAMLReading(text: "---\n", file: "f").documents.map(\.isNull) == [true])
    }

    @Test func aByteOrderMarkIsNoColumn() throws {
        let reading = YAMLReading([0xEF, 0xBB, 0xBF] + Array("a: b\nc: {".utf8), file: "f")
        #expect(reading.problems.first?.line == "c: {")
        let root = try #require(
            YAMLReading([0xEF, 0xBB, 0xBF] + Array("a: b".utf8), file: "f").documents.first)
        #expect(places(root.mapping?["a"]?.span) == "1:4-1:5")
    }
}
