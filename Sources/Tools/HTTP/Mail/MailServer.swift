package import Basis

/// A server that takes mail, as a URL names it: `smtp://mail.example.com`, `smtps://user:word@host:465`.
package struct MailServer: Sendable {
    let isSecure: Bool
    let host: String
    let port: UInt16
    let user: String?
    let password: Secret?

    /// Reads the URL, which may hold a password. Nil for another scheme, or for what is no host.
    package init?(_ url: Secret) {
        let text = url.reveal()
        let scheme = text.prefix { $0 != ":" }.lowercased()
        let rest = text.dropFirst(scheme.count)
        guard ["smtp", "smtps"].contains(scheme), rest.hasPrefix("://") else { return nil }
        isSecure = scheme == "smtps"
        let authority = rest.dropFirst(3).prefix { !"/?#".contains($0) }
        let mark = authority.lastIndex(of: "@")
        let credentials = mark.map { authority[..<$0].split(separator: ":", maxSplits: 1) } ?? []
        user = credentials.first.map { MailServer.decoded($0) }
        password = credentials.count == 2 ? Secret(MailServer.decoded(credentials[1])) : nil
        let place = mark.map { authority[authority.index(after: $0)...] } ?? authority
        let parts = place.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let name = parts.first, !name.isEmpty else { return nil }
        guard parts.count == 1 || UInt16(parts[1]) != nil else { return nil }
        host = String(name)
        port = (parts.count == 2 ? UInt16(parts[1]) : nil) ?? (isSecure ? 465 : user == nil ? 25 : 587)
    }

    /// Percent-decoded; what is not encoded properly stays as it is.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension MailServer: CustomStringConvertible {
    /// The URL without user and password.
    package var description: String { "\(isSecure ? "smtps" : "smtp")://\(host):\(port)" }
}
