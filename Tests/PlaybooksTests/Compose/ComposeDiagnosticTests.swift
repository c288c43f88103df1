import Basis
import Playbooks
import Testing
import Updates

/// What is said of files that are broken in the ways in which people break them.
///
/// Goldens/diagnostics.txt holds a file, `-----`, and every line that is said of it, for each way; `=====`
/// stands between them.
@Suite struct ComposeDiagnosticTests {
    private static let goldens = #filePath.replacing(
        "ComposeDiagnosticTests.swift", with: "Goldens/diagnostics.txt")

    private static func said(of text: String) -> [String] {
        ComposeFixture().read(text).problems.map { problem in
            let why = problem.why.map { " (\($0))" } ?? ""
            return "\(ComposeFixture.line(problem))\(why) → \(problem.remedy)"
        }
    }

    @Test func brokenFilesAreToldAsRecorded() throws {
        let all = try TextOnDisk.read(ComposeDiagnosticTests.goldens).split(separator: "=====\n")
        #expect(all.count >= 100)
        for golden in all {
            let parts = golden.split(separator: "-----\n", maxSplits: 1, omittingEmptySubsequences: false)
            let (text, lines) = (String(parts[0]), parts.last ?? "")
            let said = ComposeDiagnosticTests.said(of: text)
            #expect(said == lines.split(separator: "\n").map(String.init), "\(text)")
            #expect(!said.isEmpty, "nothing is said of\n\(text)")
        }
    }

    @Test func tabIsNoIndentation() {
        let lines = ComposeDiagnosticTests.said(of: "services:\n\tweb:\n")
        #expect(lines.first?.hasPrefix("error yaml.tab-indentation c.yml:2:1 ") == true)
    }

    @Test func everyCodeSaysWhatItMeansAndWhatToDo() {
        for code in ComposeCode.allCases {
            #expect(code.rawValue.hasPrefix("compose."))
            #expect(code.summary != code.rawValue && code.summary.hasSuffix("."))
            #expect(code.remedy != code.rawValue && code.remedy.hasSuffix("."))
        }
    }

    @Test func anyPrefixOfAFileIsReadToAnEnd() throws {
        let whole = Array(try TextOnDisk.read(ComposeDiagnosticTests.goldens).prefix(6000).utf8)
        for end in stride(from: 0, to: whole.count, by: 7) {
            let text = String(decoding: whole[max(0, end - 300)..<end], as: UTF8.self)
            for problem in ComposeFixture().read(text).problems { #expect(!problem.remedy.isEmpty) }
        }
    }

    @Test func mutatedFilesAreReadToAnEnd() {
        let seed = UInt64.random(in: 0...(.max))
        var random = SplitMix(state: seed)
        let text = Array(ComposeDiagnosticTests.sample.utf8)
        for _ in 0..<300 {
            var bytes = text
            for _ in 0..<4 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 128) }
            let draft = ComposeFixture().read(String(decoding: bytes, as: UTF8.self))
            #expect(draft.project == nil || draft.isSound, "seed \(seed)")
        }
    }

    private static let sample = """
        services:
          web:
            image: "i:${TAG:-1}"
            ports: ["8080:80", "80-81:90-91/udp", { target: 80 }]
            volumes: ["./a:/b:ro", "v:/c", { type: bind, source: ./x, target: /y }]
            environment: { A: 1, B: "${X:+y}" }
            depends_on: { db: { condition: service_healthy } }
            command: sh -c 'echo "$$HOME"'
          db:
            extends: { service: web }
            healthcheck: { test: [CMD, x], interval: 1m30s }
        volumes: { v: }
        """
}

/// A small generator that can be repeated from its seed.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
