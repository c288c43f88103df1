import Testing

@testable import YAML

struct BoundsTests {
    private func bomb(_ levels: Int, _ open: String, _ close: String) -> String {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for level in 1..<levels {
            let items = (0..<9).map { open.replacing("N", with: "\($0)") + "*a\(level - 1)" }
            let bracket = close.first == "]" ? "[" : "{"
            lines.append("a\(level): &a\(level) \(bracket)\(items.joined(separator: ", "))\(close)")
        }
        return lines.joined(separator: "\n")
    }

    @Test func aBillionLaughsAreStoppedAtOnce() {
        let clock = ContinuousClock()
        for text in [bomb(40, "", "]"), bomb(40, "kN: ", "}")] {
            var found: [String] = []
            let time = clock.measure { found = problems(text) }
            #expect(found.map { $0.split(separator: " ").last } == ["yaml.too-many-aliases"])
            #expect(time < .seconds(10))
        }
    }

    @Test func aQuadraticBlowupIsStoppedToo() {
        let many = { (item: String) in String(repeating: item + ", ", count: 2000) + "x" }
        let text = "a: &a [\(many("x"))]\nb: [\(many("*a"))]"
        #expect(problems(text).map { $0.split(separator: " ").last } == ["yaml.too-many-aliases"])
    }

    @Test func depthIsBoundedAlsoThroughAliases() {
        let deep = { (levels: Int) in
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(problems(deep(64)) == [])
        #expect(problems(deep(65)) == ["1:65 yaml.too-deep"])
        #expect(problems(deep(100_000)) == ["1:65 yaml.too-deep"])
        #expect(problems(String(repeating: "- ", count: 100_000)) == ["1:129 yaml.too-deep"])
        #expect(problems(String(repeating: "? ", count: 100_000)) == ["1:129 yaml.too-deep"])
        let chain = ["- &a0 x"] + (1...200).map { "- &a\($0) [*a\($0 - 1)]" }
        #expect(problems(chain.joined(separator: "\n")) == ["65:9 yaml.too-deep"])
        let merges = ["m0: &m0 {k: 1}"] + (1...200).map { "m\($0): &m\($0) {<<: *m\($0 - 1)}" }
        #expect(
            problems(merges.joined(separator: "\n")).map { $0.split(separator: " ").last } == [
                "yaml.too-deep"
            ])
    }

    @Test func sizesAreBounded() {
        var limits = YAMLLimits()
        limits.bytes = 10
        limits.scalarBytes = 4
        #expect(problems("a: 1234567", limits: limits) == ["1:4 yaml.scalar-too-long"])
        #expect(problems("a: 12345678", limits: limits) == ["1:1 yaml.too-large"])
    }

    @Test func onlySoManyProblemsAreKept() {
        var limits = YAMLLimits()
        limits.problems = 3
        let text = (0..<50).map { "- *x\($0)" }.joined(separator: "\n")
        #expect(problems(text, limits: limits).count == 4)
        #expect(problems(text, limits: limits).last?.hasSuffix("yaml.too-many-problems") == true)
        #expect(problems([UInt8](repeating: 0x80, count: 50), limits: limits).count == 3)
    }

    @Test func aFloodOfTagDirectivesIsRefused() {
        let text = (0..<100_000).map { "%TAG !a\($0)! !b\n" }.joined() + "--- x"
        #expect(problems(text) == ["65:1 yaml.too-many-directives"])
    }
}
