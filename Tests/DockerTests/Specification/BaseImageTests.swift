import Testing

@testable import Docker

/// What a Dockerfile begins from, so that it can be pulled before.
struct BaseImageTests {
    @Test(arguments: [
        ("FROM a:1", ["a:1"]), ("from a AS b\nFROM b\nFROM c as d", ["a", "c"]), ("FROM scratch", []),
        ("FROM --platform=$BUILDPLATFORM a:1 AS x", ["a:1"]), ("# FROM no\nFROM a \\\n AS b\n", ["a"]),
        ("ARG V=1\nFROM a:$V", ["a:1"]), ("ARG V=1\nFROM a:${V}-x", ["a:1-x"]),
        ("ARG V\nFROM a:${V:-2}", ["a:2"]),
        ("ARG V=1\nARG W=${V}.5\nFROM a:$W", ["a:1.5"]), ("ARG A=x\nFROM a${A:+-b}", ["a-b"]),
        ("ARG G=no\nFROM a:$G", ["a:given"]), ("FROM a\nFROM a\nFROM A2 AS A\nFROM a", ["a", "A2"]),
        ("FROM a AS one\nFROM b AS stop\nFROM c AS after", ["a", "b"]),
        ("# escape=`\nFROM a `\n AS b\nFROM b", ["a"]), ("FROM", []), ("FROM ${", []), ("ARG\nFROM $", []),
    ])
    func everyFormIsRead(_ text: String, _ expected: [String]) {
        #expect(BaseImages(text, arguments: ["G": "given"], target: "stop").references == expected)
    }

    @Test(
        arguments: [
            ("# syntax=docker/dockerfile:1\nFROM a", "docker/dockerfile:1"), ("FROM a\n# syntax=b", nil),
            ("# a comment\n# syntax=b\nFROM a", nil), ("#Syntax = b/c:1.2 \nFROM a", "b/c:1.2"),
        ] as [(String, String?)])
    func theSyntaxStandsBeforeEverything(_ text: String, _ expected: String?) {
        #expect(BaseImages(text, arguments: [:], target: nil).syntax == expected)
    }
}

/// What a builder tells, read from its own form.
struct BuildTraceTests {
    @Test func stepsAndOutputAreRead() throws {
        let step: [UInt8] = [0x0a, 1, 0x64, 0x1a, 5] + Array("RUN x".utf8) + [0x2a, 2, 8, 1, 0x20, 1]
        let log: [UInt8] = [0x0a, 1, 0x64, 0x18, 1, 0x22, 2] + Array("hi".utf8)
        let bytes = [0x0a, UInt8(step.count)] + step + [0x1a, UInt8(log.count)] + log
        let trace = try #require(BuildTrace(encoded(bytes)))
        #expect(
            trace.steps == [
                BuildTrace.Step(
                    digest: "d", name: "RUN x", hasStarted: true, hasEnded: false, wasCached: true, error: "")
            ])
        #expect(trace.output == Array("hi".utf8))
    }

    @Test func nothingBrokenIsATrap() {
        #expect(BuildTrace("%%") == nil)
        for seed in UInt64(1)...3000 {
            var random = Splitter(seed: seed)
            let count = Int.random(in: 0...40, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let trace = BuildTrace(encoded(bytes))
            #expect(trace != nil, "seed \(seed)")
        }
    }

    private func encoded(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let word = (0..<3).reduce(0) { $0 << 8 | ($1 < part.count ? Int(part[start + $1]) : 0) }
            for index in 0..<4 {
                text.append(index <= part.count ? alphabet[(word >> (18 - 6 * index)) & 63] : "=")
            }
        }
        return text
    }
}

/// Moments as engines write them.
struct EngineTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0), ("2026-11-25T21:40:00Z", 1_795_642_800, 0),
        ("2026-11-25T21:40:00.5Z", 1_795_642_800, 500_000_000),
        ("2026-11-25T22:40:00.123456789+01:00", 1_795_642_800, 123_456_789),
        ("2024-02-29T12:00:00-05:30", 1_709_227_800, 0), ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
    ])
    func everyFormIsRead(_ text: String, _ seconds: Int64, _ nanoseconds: Int64) {
        let time = EngineTime(text)
        #expect(time?.seconds == seconds && time?.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "now", "2026-11-25", "2026-11-25T21:40:00", "2026-13-01T00:00:00Z", "2026-11-25T21:40:00+1",
    ])
    func whatIsNoMomentIsNone(_ text: String) { #expect(EngineTime(text) == nil) }
}
