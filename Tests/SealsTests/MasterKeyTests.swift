import Basis
import Seals
import Testing

struct MasterKeyTests {
    let key = MasterKey.generate()
    let text = Secret("correct horse battery staple")

    @Test func whatIsSealedIsOpenedByTheSameKeyOnly() throws {
        let sealed = key.seal(text)
        #expect(try key.open(sealed) == text)
        #expect(try MasterKey(key.reveal()).open(sealed) == text)
        let error = #expect(throws: SealError.self) { try MasterKey.generate().open(sealed) }
        #expect(error?.flaw == .sealedElsewhere)
        #expect(try key.open(key.seal(Secret(""))).isEmpty)
    }

    @Test func sealingTwiceGivesTwoTexts() { #expect(key.seal(text) != key.seal(text)) }

    @Test func everyChangedCharacterIsNoticed() {
        let sealed = key.seal(text)
        for index in sealed.indices {
            for letter in "Aa9=:" where letter != sealed[index] {
                let wrong = sealed[..<index] + "\(letter)" + sealed[sealed.index(after: index)...]
                #expect(throws: SealError.self) { try key.open(String(wrong)) }
            }
        }
        for wrong in ["", "sealed-1:", "sealed-1:QUJD", "sealed-2:" + sealed.dropFirst(9), "plain"] {
            let error = #expect(throws: SealError.self) { try key.open(wrong) }
            #expect(error?.flaw == .notASealedText, "\(wrong)")
        }
    }

    @Test func fingerprintsTellEqualFromDifferentAndNothingElse() {
        #expect(key.fingerprint(of: text) == key.fingerprint(of: text))
        #expect(key.fingerprint(of: text) != key.fingerprint(of: Secret("correct horse battery stable")))
        #expect(key.fingerprint(of: text) != MasterKey.generate().fingerprint(of: text))
        #expect(key.fingerprint(of: text).count == 64)
    }

    @Test func aSignatureIsOfOneMessageAndOneKey() {
        let message = Array("entries 1 to 7".utf8)
        let signature = key.sign(message)
        #expect(MasterKey.isSigned(message, with: signature, provedBy: key.verifyingKey))
        #expect(!MasterKey.isSigned(message + [0], with: signature, provedBy: key.verifyingKey))
        let other = MasterKey.generate().verifyingKey
        #expect(!MasterKey.isSigned(message, with: signature, provedBy: other))
        #expect(!MasterKey.isSigned(message, with: [], provedBy: key.verifyingKey))
        #expect(!MasterKey.isSigned(message, with: signature, provedBy: []))
    }

    @Test func theKeyIsNeverShown() {
        var told = "\(key) \(String(reflecting: key)) "
        dump(key, to: &told)
        let shown = key.reveal().reveal()
        let isShown = told.contains(shown.suffix(20))
        #expect(shown.hasPrefix("BELAY-KEY-1") && !isShown)
        #expect(throws: SealError.self) { try MasterKey(Secret(shown.lowercased())) }
        #expect(throws: SealError.self) { try MasterKey(Secret("BELAY-KEY-1QQQQQQ")) }
        #expect(throws: SealError.self) { try MasterKey(Secret("")) }
    }
}
