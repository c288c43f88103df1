package import FoundationEssentials

/// What a certificate says of itself.
package struct Certificate: Hashable, Sendable {
    /// Whom it is for, as the TLS library writes names: `CN = example.org`.
    package let subject: String
    /// Who signed it.
    package let issuer: String
    /// From when it is valid.
    package let notBefore: Date
    /// Until when it is valid.
    package let notAfter: Date
    /// The names it is for: `DNS:example.org`, `IP Address:127.0.0.1`.
    ///
    /// Empty for an authority.
    package let alternativeNames: [String]
    /// The certificate itself as PEM text.
    package let pem: String
}

extension Certificate {
    /// Reads the lines, each a name, a colon and a value, that the library gives for one certificate; nil if
    /// what matters is missing.
    init?(lines: [String]) {
        var fields: [String: String] = [:]
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { fields[String(parts[0])] = String(parts[1].trimmingBlanks) }
        }
        guard let subject = fields["Subject"], let issuer = fields["Issuer"],
            let notBefore = fields["Start date"].flatMap(Date.init(certificateText:)),
            let notAfter = fields["Expire date"].flatMap(Date.init(certificateText:))
        else { return nil }
        self.subject = subject
        self.issuer = issuer
        self.notBefore = notBefore
        self.notAfter = notAfter
        let names = fields["X509v3 Subject Alternative Name"] ?? ""
        alternativeNames = names.split(separator: ",").map { String($0.trimmingBlanks) }
        pem = fields["Cert"] ?? ""
    }
}

extension Date {
    /// Reads `Nov  1 09:05:00 2026 GMT`, the TLS library's form.
    init?(certificateText text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split(separator: " ")
        guard words.count == 5, words[4] == "GMT", let month = months.firstIndex(of: String(words[0])),
            let day = Int(words[1]), let year = Int(words[3]), (1...31).contains(day),
            (1...9999).contains(year)
        else { return nil }
        let clock = words[2].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, zip(clock, [23, 59, 60]).allSatisfy({ (0...$1).contains($0) }) else {
            return nil
        }
        // Days since 1970 in a calendar whose year begins in March, so that the leap day comes last.
        let shifted = month < 2 ? year - 1 : year
        let monthFromMarch = (month + 10) % 12
        let days =
            shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (monthFromMarch * 153 + 2) / 5 + day
            - 1
        let seconds = (days - 719_468) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        self.init(timeIntervalSince1970: Double(seconds))
    }
}
