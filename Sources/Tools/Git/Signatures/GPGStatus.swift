/// The lines that gpg writes for programs to read. What it writes for people is never looked at.
struct GPGStatus {
    struct Line {
        let word: Substring
        let rest: [Substring]
    }

    /// What `ERRSIG` says where the key is missing.
    private static let missingKey = "9"

    let lines: [Line]

    init(_ text: String) {
        lines = text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 2, words[0] == "[GNUPG:]" else { return nil }
            return Line(word: words[1], rest: Array(words.dropFirst(2)))
        }
    }

    func verdict(otherwise words: String) -> SignatureVerdict {
        let count = lines.filter { $0.word == "NEWSIG" }.count
        guard count <= 1 else { return .bad(why: "there are \(count) signatures where one belongs") }
        let valid = first("VALIDSIG")
        if let line = first("BADSIG") { return .bad(why: "gpg finds the signature of \(name(line)) broken") }
        if let line = first("REVKEYSIG") { return .untrusted(signer(line, valid), .openPGP, .revokedKey) }
        if let line = first("EXPKEYSIG") { return .untrusted(signer(line, valid), .openPGP, .expiredKey) }
        if let line = first("EXPSIG") { return .untrusted(signer(line, valid), .openPGP, .expiredSignature) }
        if let line = first("GOODSIG"), valid != nil { return .good(signer(line, valid), .openPGP) }
        if let line = first("ERRSIG"), line.rest.count >= 6, line.rest[5] == Self.missingKey {
            let key = line.rest.count >= 7 && line.rest[6] != "-" ? line.rest[6] : line.rest[0]
            return .untrusted(Signer(name: "", key: String(key)), .openPGP, .unknownKey)
        }
        return .bad(why: words.isEmpty ? "gpg gave no verdict" : words)
    }

    private func first(_ word: String) -> Line? { lines.first { $0.word == word } }

    private func name(_ line: Line) -> String {
        Remark.clean(line.rest.dropFirst().joined(separator: " ").utf8)
    }

    /// The last field of `VALIDSIG` is the fingerprint of the primary key, which is what people compare.
    private func signer(_ line: Line, _ valid: Line?) -> Signer {
        Signer(name: name(line), key: String(valid?.rest.last ?? line.rest.first ?? ""))
    }
}
