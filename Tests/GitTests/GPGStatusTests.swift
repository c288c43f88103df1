import Testing

@testable import Git

@Suite struct GPGStatusTests {
    @Test func twoSignaturesWhereOneBelongsAreBad() {
        let good = "[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG AA Ada\n[GNUPG:] VALIDSIG F 1 2\n"
        guard case .good = GPGStatus(good).verdict(otherwise: "") else {
            Issue.record("one good signature is good")
            return
        }
        #expect(
            GPGStatus(good + good).verdict(otherwise: "")
                == .bad(why: "there are 2 signatures where one belongs"))
    }

    @Test func aUserIdThatLooksLikeAStatusLineIsNone() {
        let text = "[GNUPG:] NEWSIG\n[GNUPG:] BADSIG AA [GNUPG:] GOODSIG AA Eve\n"
        guard case .bad = GPGStatus(text).verdict(otherwise: "") else {
            Issue.record("a user id was believed")
            return
        }
    }

    @Test(arguments: 0..<300)
    func noHalfOfAStatusIsGood(seed: UInt64) {
        var generator = Seeded(seed)
        let words = [
            "[GNUPG:]", "GOODSIG", "BADSIG", "ERRSIG", "EXPKEYSIG", "9", "AA", "\n", "NEWSIG", "IMPORT_OK",
        ]
        let text = (0..<40).map { _ in words[Int(generator.next() % UInt64(words.count))] }.joined(
            separator: " ")
        if case .good = GPGStatus(text).verdict(otherwise: "") { Issue.record("seed \(seed): \(text)") }
    }

    @Test func aTagIsTakenApartAtItsLastSignature() throws {
        let first = "-----BEGIN PGP SIGNATURE-----\nquoted\n"
        let last = "-----BEGIN SSH SIGNATURE-----\nreal\n"
        let signed = try #require(SignedObject(tag: Array("tag\n\n\(first)\(last)".utf8), time: 0))
        #expect(signed.kind == .ssh && signed.payload == Array("tag\n\n\(first)".utf8))
        #expect(signed.signature == Array(last.utf8))
        #expect(SignedObject(tag: Array("tag\n\nno -----BEGIN SSH SIGNATURE-----\n".utf8), time: 0) == nil)
        let all = Array("a\n\(last)".utf8)
        for end in 0...all.count { _ = SignedObject(tag: Array(all[..<end]), time: 0) }
    }
}
