import Testing

@testable import YAML

struct WriterTests {
    @Test func writesWhatAPersonWouldWrite() {
        let value: YAMLValue = [
            "name": "web", "image": "nginx:1.27", "ports": ["80:80", "2222:22"], "restart": "no", "empty": [],
            "none": .null, "replicas": .int(2), "cpus": .float(0.5), "large": .float(1e300),
            "deploy": ["labels": ["a b", "# no", ""]], "reset": .tagged("!reset", .null),
            "override": .tagged("!override", ["x"]), "script": "set -e\n\n  run\n", "keep": "a\nb",
            "tab": "a\tb\n",
            "steps": [["do": "it", "then": ["else"]], [["deep"]], .mapping([])],
        ]
        #expect(
            YAMLWriter.text(of: value) == """
                name: web
                image: nginx:1.27
                ports:
                  - "80:80"
                  - "2222:22"
                restart: "no"
                empty: []
                none: null
                replicas: 2
                cpus: 0.5
                large: 1.0e+300
                deploy:
                  labels:
                    - a b
                    - "# no"
                    - ""
                reset: !reset null
                override: !override
                  - x
                script: |
                  set -e

                    run
                keep: |-
                  a
                  b
                tab: "a\\tb\\n"
                steps:
                  - do: it
                    then:
                      - else
                  - - - deep
                  - {}

                """)
    }

    @Test(arguments: [
        "no", "Yes", "ON", "y", "N", "null", "NULL", "~", "true", "2222:22", "1:30", "0755", "0o17", "0x1F",
        "1_000",
        "1e3", ".5", ".inf", ".nan", "+1", "-", "- a", "2001-01-01", "=", "<<", "", " a", "a ", "a: b", "a:",
        "a #b",
        "*a", "&a", "!a", "%a", "@a", "`a", "{a", "[a", "a\u{85}b", "a\u{2028}b", "\u{FEFF}", "\0", "é", "😀",
        "a\rb",
        "---", "...", "? a", "|", ">", "'", "\"", "\\", ",a", "#a",
    ])
    func whatAReaderCouldMistakeIsQuotedAndReadBack(text: String) throws {
        let written = YAMLWriter.text(of: ["k": .string(text)])
        #expect(written.hasPrefix("k: \""))
        #expect(try read(written).value == ["k": .string(text)])
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func whateverIsWrittenIsReadBack(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let value = WriterTests.value(depth: 4, &random)
        let written = YAMLWriter.text(of: value)
        let reading = YAMLReading(text: written, file: "f")
        #expect(reading.problems == [], "seed \(seed):\n\(written)")
        #expect(reading.documents.map(\.value) == [value], "seed \(seed):\n\(written)")
    }

    private static func value(depth: Int, _ random: inout SeededGenerator) -> YAMLValue {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .int(Int(truncatingIfNeeded: random.next()) >> Int.random(in: 0..<64, using: &random))
        case 3: return .float(Double.random(in: -1e6...1e6, using: &random))
        case 4, 5: return .string(string(&random))
        case 6:
            return .tagged(
                ["!reset", "!a.b", "tag:x.org,1:y"].randomElement(using: &random) ?? "!x", plain(&random))
        case 7, 8:
            return .sequence(
                (0..<Int.random(in: 0..<4, using: &random)).map { _ in value(depth: depth - 1, &random) })
        default:
            var seen: Set<String> = []
            var entries: [YAMLValue.Entry] = []
            for _ in 0..<Int.random(in: 0..<4, using: &random) {
                let key = string(&random)
                guard seen.insert(key).inserted, key != "<<" else { continue }
                entries.append(.init(.string(key), value(depth: depth - 1, &random)))
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                entries.append(
                    .init(["complex", .string(string(&random))], value(depth: depth - 1, &random)))
            }
            return .mapping(entries)
        }
    }

    private static func plain(_ random: inout SeededGenerator) -> YAMLValue {
        Bool.random(using: &random) ? .string(string(&random)) : .sequence([.string(string(&random)), .null])
    }

    private static func string(_ random: inout SeededGenerator) -> String {
        let pieces = [
            "a", "b c", "\n", " ", ":", "#", "- ", "é", "😀", "\t", "\\", "\"", "'", "0", "1.5", "no", "{",
            "}", "[", ",", "&",
            "*", "!", "|", ">", "%", "@", "?", "\r", "\u{7}", "\u{85}", "\u{2028}", "\u{FEFF}", "---",
            "\u{10FFFF}", "long ",
        ]
        let count = Int.random(in: 0..<(Int.random(in: 0..<8, using: &random) == 0 ? 60 : 5), using: &random)
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
}
