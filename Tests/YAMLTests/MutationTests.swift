import Basis
import Testing

@testable import YAML

/// Whatever happens to a text on its way, it is read to an end, and its problems have a place and a remedy.
struct MutationTests {
    private static let texts = [
        """
        # What people write
        x-base: &base
          restart: unless-stopped
          logging: {driver: json-file, options: {max-size: "10m"}}
        services:
          web:
            <<: [*base]
            image: 'nginx:1.27'
            command: |-
              set -e
              run
            ports: ["80:80", 2222:22]
            environment: !reset
              GRÜSSE: "\\u00e9\\n"
        """,
        "%YAML 1.2\n%TAG !e! tag:x,2000:\n--- !e!k\n? [a, {b: c}]\n: - >+\n   folded\n\n...\n--- ~\n"
            + "---\n'it''s': \"x\n  y\"\n",
        "a: &a [1, 0x1, .inf]\nb: *a\n? |\n  k\n: *a\n\"q\": [{}, [], [[\"\"]]]\n",
    ]

    private func check(_ bytes: [UInt8], _ comment: Comment) {
        let reading = YAMLReading(bytes, file: "f")
        for problem in reading.problems {
            #expect(!problem.diagnostic.remedy.isEmpty && problem.span.start <= problem.span.end, comment)
        }
        if reading.problems.isEmpty { for document in reading.documents { _ = document.value } }
    }

    @Test(arguments: texts)
    func everyTruncationIsReadToAnEnd(text: String) {
        #expect(YAMLReading(text: text, file: "f").problems == [])
        let bytes = Array(text.utf8)
        for end in bytes.indices { check(Array(bytes[..<end]), "the first \(end) bytes") }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func everyMutationIsReadToAnEnd(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for text in MutationTests.texts {
            for _ in 0..<20 {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1..<6, using: &random) { mutate(&bytes, &random) }
                check(bytes, "seed \(seed)")
            }
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.remove(at: index)
        case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 2:
            bytes.insert(
                Array("{}[]:-?&*!|>'\"%@`#,\t \n".utf8).randomElement(using: &random) ?? 0, at: index)
        case 3: bytes.insert(contentsOf: bytes[index...].prefix(20), at: index)
        default: bytes.removeSubrange(index..<min(bytes.count, index + 10))
        }
    }
}
