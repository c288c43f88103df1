import Basis
import Seals
import Testing

struct KeyTests {
    // The example of the format's specification.
    let secret = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

    @Test func theSpecificationsExampleIsRead() throws {
        let identity = try Identity(Secret(secret))
        #expect("\(identity.recipient)" == recipient)
        #expect(identity.reveal() == Secret(secret))
        #expect(try Recipient(recipient) == identity.recipient)
    }

    @Test func everyMisspeltCharacterIsNoticed() {
        for index in recipient.indices {
            for letter in "q0Q-b é" where letter != recipient[index] {
                let wrong = recipient[..<index] + "\(letter)" + recipient[recipient.index(after: index)...]
                #expect(throws: SealError.self, "\(wrong)") { try Recipient(String(wrong)) }
            }
        }
        for index in secret.indices {
            for letter in "Q0q-B" where letter != secret[index] {
                let wrong = secret[..<index] + "\(letter)" + secret[secret.index(after: index)...]
                #expect(throws: SealError.self, "position \(index)") { try Identity(Secret(String(wrong))) }
            }
        }
    }

    @Test func otherTextsAreNoKeys() {
        for text in [
            "", "age", "age1", "age1qqqqqq", recipient.uppercased(), recipient + "q", " " + recipient,
            recipient + "\n",
            String(recipient.dropLast()), "AGE1" + recipient.dropFirst(4), "ssh-ed25519 AAAA", secret,
            // Sound, of the right kind, but without any bytes.
            "age10p7sxx",
        ] {
            #expect(throws: SealError.self, "\(text)") { try Recipient(text) }
            #expect(throws: SealError.self, "\(text)") {
                try Identity(Secret(text == secret ? secret.lowercased() : text))
            }
        }
    }

    @Test func aFileOfIdentitiesIsReadLineByLine() throws {
        let other = Identity.generate()
        let text = "# created: today\r\n\n\(secret)\r\n# another\n\(other.reveal().reveal())\n"
        let identities = try Identity.all(inFile: Secret(text), named: "keys.txt")
        #expect(identities.map(\.recipient.description) == [recipient, "\(other.recipient)"])
        let wrong = Secret("# one\n\(secret)\n\(secret)x\n")
        let error = #expect(throws: SealError.self) { try Identity.all(inFile: wrong, named: "keys.txt") }
        #expect(error?.flaw == .notAnIdentity(line: 3) && error?.subject == "keys.txt")
        #expect(throws: SealError.self) { try Identity.all(inFile: Secret("# none\n"), named: "keys.txt") }
    }

    @Test func noKeyAndNoPassphraseIsShown() throws {
        let identity = try Identity(Secret(secret))
        var told = "\(identity) \(String(reflecting: identity)) "
        dump(identity, to: &told)
        dump(Opener(identities: [identity]), to: &told)
        dump(Opener(passphrase: Passphrase(Secret("swordfish"))), to: &told)
        dump(try Sealer(passphrase: Passphrase(Secret("swordfish"))), to: &told)
        do { _ = try Identity(Secret(secret + "x")) } catch { told += "\(error) \(error.diagnostic)" }
        #expect(told.contains(recipient))
        for hidden in ["swordfish", String(secret.dropFirst(20)), "GFPYYS"] {
            #expect(!told.contains(hidden))
        }
        // The identity's bytes are all 0x42: they would show as a row of 66.
        #expect(!told.contains("66, 66"))
    }

    @Test func thereMustBeSomebodyToSealFor() throws {
        #expect(throws: SealError.self) { try Sealer(recipients: []) }
        #expect(throws: SealError.self) { try Sealer(passphrase: Passphrase(Secret(""))) }
        let one = Identity.generate().recipient
        #expect(throws: SealError.self) { try Sealer(recipients: Array(repeating: one, count: 1025)) }
    }

    @Test func twoFilesShareNothing() async throws {
        let one = Identity.generate()
        let (first, second) = (
            try await Bytes.seal([1, 2, 3], for: [one.recipient]),
            try await Bytes.seal([1, 2, 3], for: [one.recipient])
        )
        #expect(first.count == second.count && first.suffix(35) != second.suffix(35))
    }

    @Test(arguments: SealCode.allCases) func everyCodeHasASummaryAndARemedy(code: SealCode) {
        #expect(code.rawValue.hasPrefix("seals."))
        #expect(code.summary.hasSuffix(".") && code.remedy.hasSuffix("."))
    }
}
