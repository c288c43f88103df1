import Basis
import Seals
import Testing

/// What the format forbids is refused, with its own reason, even where nothing else would be wrong.
struct HeaderTests {
    let identity = Identity.generate()

    /// A sound file, cut into the lines of its header and its content.
    func parts() async throws -> (lines: [String], content: [UInt8]) {
        let sealed = try await Bytes.seal([1, 2, 3], for: [identity.recipient])
        var lines: [String] = []
        var rest = sealed[...]
        while lines.last?.hasPrefix("---") != true, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest = rest[(end + 1)...]
        }
        return (lines, Array(rest))
    }

    /// The flaw found once a line is replaced.
    func flaw(line: Int, _ change: (String) -> String) async throws -> SealError.Flaw? {
        var (lines, content) = try await parts()
        lines[line] = change(lines[line])
        let file = Array((lines.joined(separator: "\n") + "\n").utf8) + content
        return await Bytes.flaw(of: file, as: Opener(identities: [identity]))
    }

    @Test func aHeaderHasAVersionAStanzaAndACode() async throws {
        let (lines, content) = try await parts()
        #expect(lines.count == 4 && lines[0] == "age-encryption.org/v1" && lines[1].hasPrefix("-> X25519 "))
        #expect(lines[2].count == 43 && lines[3].hasPrefix("--- ") && content.count == 16 + 3 + 16)
    }

    @Test func otherFilesAndVersionsAreTold() async throws {
        #expect(try await flaw(line: 0) { _ in "age-encryption.org/v2" } == .unknownVersion("v2"))
        for text in [
            "", "age-encryption.org/", "age-encryption.org/v1 ", "age-encryption.org/v1\r", "PK", "AGE",
        ] {
            #expect(try await flaw(line: 0) { _ in text } == .notSealed, "\(text)")
        }
        for file in [[], Array("hello\n".utf8), Array("hello".utf8), Bytes.noise(5000)] {
            #expect(await Bytes.flaw(of: file, as: Opener(identities: [identity])) == .notSealed)
        }
    }

    @Test(arguments: [
        (1, "->  X25519 a"), (1, "->X25519 a"), (1, "-> "), (1, "->"), (1, " -> X25519 a"),
        (1, "-> X25519 a "),
        (1, "-> X25519"), (1, "-> X25519 a\tb"), (1, "=> X25519 a"), (1, "-> X25519 ü"),
        (1, "-> X25519 AAAA"),
        (2, ""), (2, "AAAA"), (2, "A"), (2, String(repeating: "A", count: 65)), (3, "---"), (3, "--- "),
        (3, "---- A"),
        (3, "--- AAAA"), (3, ""),
    ]) func malformedLinesAreRefused(line: Int, text: String) async throws {
        guard case .malformedHeader = try await flaw(line: line, { _ in text }) else {
            Issue.record("line \(line) as '\(text)' was not refused as malformed")
            return
        }
    }

    @Test func everyValueHasOneSpelling() async throws {
        // 43 characters hold 258 bits: two more than the 32 bytes, and they must be zero.
        let last = { (line: String) in String(line.dropLast()) + (line.hasSuffix("B") ? "C" : "B") }
        for line in 1...3 {
            for change in [last, { $0 + "=" }, { $0 + " " }, { $0 + "\r" }] {
                guard case .malformedHeader = try await flaw(line: line, change) else {
                    Issue.record("another spelling of line \(line) was not refused as malformed")
                    continue
                }
            }
        }
    }

    @Test func aShareOfLowOrderIsRefused() async throws {
        for share in [String(repeating: "A", count: 43), "AQ" + String(repeating: "A", count: 41)] {
            #expect(
                try await flaw(line: 1) { _ in "-> X25519 \(share)" }
                    == .malformedHeader(why: "an X25519 stanza has a share of low order"))
        }
        let nobody = Identity.generate().recipient
        #expect(nobody != identity.recipient)
    }

    @Test func aChangedHeaderIsForged() async throws {
        let grease = "-> something else\nAAAA\n"
        #expect(try await flaw(line: 3) { grease + $0 } == .forgedHeader)
    }

    @Test func aHeaderWithoutEndIsNotReadForEver() async throws {
        let endless = Array("age-encryption.org/v1\n".utf8) + [UInt8](repeating: 0x41, count: 4 << 20)
        #expect(
            await Bytes.flaw(of: endless, as: Opener(identities: [identity]))
                == .malformedHeader(why: "it is too long"))
    }

    @Test func aPassphraseIsNeverOneWayAmongOthers() async throws {
        let passphrase = Passphrase(Secret("words"), workFactor: 1)
        let sealed = try await Sealer(passphrase: passphrase).seal(Bytes.stream([1])).collect(
            atMost: Bytes.limit)
        let stanza = String(decoding: sealed, as: UTF8.self).split(separator: "\n")[1...2].joined(
            separator: "\n")
        for opener in [Opener(identities: [identity]), Opener(passphrase: passphrase)] {
            for position in [1, 3] {
                var (lines, content) = try await parts()
                lines.insert(stanza, at: position)
                let file = Array((lines.joined(separator: "\n") + "\n").utf8) + content
                #expect(
                    await Bytes.flaw(of: file, as: opener)
                        == .malformedHeader(why: "a passphrase is the only way to open a file, or none"))
            }
        }
    }

    @Test(arguments: ["0", "01", "+1", "-1", " 1", "1x", "0x1", "99999999999999999999", "21", "31"])
    func aWorkFactorIsANumberWithinBounds(factor: String) async throws {
        let passphrase = Passphrase(Secret("words"), workFactor: 1)
        let sealed = try await Sealer(passphrase: passphrase).seal(Bytes.stream([1])).collect(
            atMost: Bytes.limit)
        let lines = sealed.split(
            separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        let stanza = Array(String(decoding: lines[1], as: UTF8.self).dropLast().utf8) + Array(factor.utf8)
        let newline = [UInt8(ascii: "\n")]
        let flaw = await Bytes.flaw(
            of: Array(lines[0]) + newline + stanza + newline + Array(lines[2]),
            as: Opener(passphrase: passphrase))
        switch flaw {
        case .malformedHeader, .workFactorTooHigh: break
        default: Issue.record("\(factor): \(String(describing: flaw))")
        }
    }

    @Test func theWrongKindOfKeyIsNoMatch() async throws {
        let sealer = try Sealer(passphrase: Passphrase(Secret("words"), workFactor: 1))
        let locked = try await sealer.seal(Bytes.stream([1])).collect(atMost: Bytes.limit)
        #expect(await Bytes.flaw(of: locked, as: Opener(identities: [identity])) == .noMatch)
        let sealed = try await Bytes.seal([1], for: [identity.recipient])
        #expect(await Bytes.flaw(of: sealed, as: Opener(passphrase: Passphrase(Secret("words")))) == .noMatch)
        #expect(await Bytes.flaw(of: sealed, as: Opener(identities: [])) == .noMatch)
    }
}
