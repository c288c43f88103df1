import Basis
import Testing

@testable import YAML

struct MergeTests {
    private func keysAndValues(_ node: YAMLNode?) -> [String] {
        (node?.mapping?.entries ?? []).map {
            "\($0.key.text ?? "?")=\($0.value.text ?? "?")\($0.isMerged ? "+" : "")"
        }
    }

    @Test func ownKeysWinAndComeFirstThenSourcesInOrder() throws {
        let root = try read(
            """
            one: &one {a: 1, b: 1, c: 1}
            two: &two {b: 2, c: 2, d: 2}
            single:
              x: 0
              <<: *one
              b: 0
            list:
              <<: [*two, *one, {e: 5}]
              c: 0
            chain: &chain
              <<: *two
              a: 0
            end: {<<: *chain}
            quoted: {"<<": *one}
            """)
        let mapping = try #require(root.mapping)
        #expect(keysAndValues(mapping["single"]) == ["x=0", "b=0", "a=1+", "c=1+"])
        #expect(keysAndValues(mapping["list"]) == ["c=0", "b=2+", "d=2+", "a=1+", "e=5+"])
        #expect(keysAndValues(mapping["end"]) == ["a=0+", "b=2+", "c=2+", "d=2+"])
        #expect(mapping["quoted"]?.mapping?["<<"]?.mapping?["a"]?.int?.value == 1)
        #expect(
            places(mapping["single"]?.mapping?["a"]?.span) == "1:15-1:16",
            "a merged value says where it is written")
    }

    @Test(arguments: [
        ("x: &x [1]\ny: {<<: *x}\n", "2:9 yaml.bad-merge"),
        ("y:\n  <<: 5\n", "2:7 yaml.bad-merge"),
        ("y:\n  <<: [{a: 1}, 5]\n", "2:16 yaml.bad-merge"),
        ("y:\n  <<:\n", "2:6 yaml.bad-merge"),
        ("y:\n  <<: *none\n", "2:7 yaml.unknown-anchor"),
        ("y: &y\n  <<: *y\n", "2:7 yaml.alias-cycle"),
        ("a: &a {b: 1}\ny:\n  <<: *a\n  <<: *a\n", "4:3 yaml.duplicate-key"),
    ])
    func aBadMergeIsReportedWhereItStands(text: String, expected: String) {
        #expect(problems(text) == [expected])
    }

    @Test func anAliasStandsForItsAnchorAndTheLatestAnchorCounts() throws {
        let root = try read("a: &x {k: 1}\nb: *x\nc: &x 2\nd: *x\n*x : key\n")
        #expect(root.mapping?["b"]?.mapping?["k"]?.int?.value == 1)
        #expect(root.mapping?["d"]?.int?.value == 2)
        #expect(root.mapping?["2"]?.string?.value == "key")
    }
}
