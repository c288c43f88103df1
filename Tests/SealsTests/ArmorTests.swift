import Basis
import Seals
import Testing

struct ArmorTests {
    let identity = Identity.generate()
    let plain = Bytes.noise(100)

    func armored() async throws -> String {
        String(decoding: try await Bytes.seal(plain, for: [identity.recipient], armored: true), as: UTF8.self)
    }

    func flaw(_ text: String) async -> SealError.Flaw? {
        await Bytes.flaw(of: Array(text.utf8), as: Opener(identities: [identity]))
    }

    @Test func linesHave64ColumnsBetweenTheirMarks() async throws {
        let lines = try await armored().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "-----BEGIN AGE ENCRYPTED FILE-----")
        #expect(lines.suffix(2) == ["-----END AGE ENCRYPTED FILE-----", ""])
        #expect(lines.dropFirst().dropLast(3).allSatisfy { $0.count == 64 })
    }

    @Test func spaceAroundItAndOtherLineEndsAreNoHarm() async throws {
        let text = try await armored()
        let returned = text.split(separator: "\n").map { $0 + "\r\n" }.joined()
        for good in [returned, "\n \t\r\n" + text, text + " \n\n", String(text.dropLast())] {
            #expect(try await Bytes.open(Array(good.utf8), as: identity) == plain)
        }
    }

    @Test func anyOtherSpellingIsRefused() async throws {
        let text = try await armored()
        let lines = text.split(separator: "\n").map(String.init)
        let changes: [(inout [String]) -> Void] = [
            { $0[0] = "-----BEGIN AGE ENCRYPTED FILE----" }, { $0[0] = $0[0].lowercased() }, { $0[0] += " " },
            { $0.insert("Comment: hello", at: 1) }, { $0.insert("", at: 1) }, { $0.insert("", at: 3) },
            { $0[1] += " " }, { $0[1] = " " + $0[1] }, { $0[1] += "AAAA" },
            { $0[1] = String($0[1].dropLast(4)) },
            { $0[1] = $0[1].dropLast() + "=" }, { $0[2].insert("\n", at: $0[2].startIndex) },
            { $0.insert("=abcd", at: $0.count - 1) }, { $0[$0.count - 1] += "-" }, { $0.append("more") },
            { $0.removeSubrange(1..<($0.count - 1)) }, { $0[$0.count - 2] = $0[$0.count - 2] + "=" },
            { $0 = Array($0.reversed()) }, { $0 = $0 + $0 },
            { $0[1] += String(repeating: "A", count: 1 << 20) },
        ]
        for (number, change) in changes.enumerated() {
            var changed = lines
            change(&changed)
            #expect(await flaw(changed.joined(separator: "\n") + "\n") != nil, "change \(number)")
        }
        let space = String(repeating: " ", count: 1100)
        #expect(await flaw(space + text) != nil)
        #expect(await flaw(text + space) != nil)
    }

    @Test func aFlawNamesItsLine() async throws {
        var lines = try await armored().split(separator: "\n").map(String.init)
        lines[2] = "*" + lines[2].dropFirst()
        guard case .malformedArmor(let line, _) = await flaw("\n" + lines.joined(separator: "\n")) else {
            Issue.record("the flaw was not found")
            return
        }
        #expect(line == 4)
    }

    @Test(arguments: 0..<100) func everyLengthOfTheLastLineIsReadBack(size: Int) async throws {
        let plain = Bytes.noise(size)
        let sealed = try await Bytes.seal(plain, for: [identity.recipient], armored: true)
        #expect(try await Bytes.open(sealed, as: identity) == plain)
    }
}
