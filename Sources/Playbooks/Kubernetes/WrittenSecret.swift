import Basis

/// Tells a password from a setting, by the name of a variable and the form of its value.
enum WrittenSecret {
    private static let words: Set<String> = [
        "PASSWORD", "PASSWD", "PASS", "PWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "CREDENTIAL",
        "CREDENTIALS",
    ]
    private static let pairs: Set<String> = [
        "API KEY", "ACCESS KEY", "PRIVATE KEY", "SECRET KEY", "ENCRYPTION KEY", "SIGNING KEY",
    ]
    /// After these words of a name comes not the secret but something about it.
    private static let about: Set<String> = [
        "FILE", "PATH", "NAME", "DIR", "URL", "URI", "ID", "TTL", "EXPIRY", "EXPIRATION", "LENGTH", "TYPE",
        "ENABLED", "HEADER", "ISSUER", "AUDIENCE", "POLICY", "ENDPOINT", "HOST",
    ]

    static func isLikely(name: String, value: Secret) -> Bool {
        let text = value.reveal()
        guard !text.isEmpty, !isReference(text) else { return false }
        return isSecretName(name) && !isSetting(text) || hasPassword(text)
    }

    private static func isSecretName(_ name: String) -> Bool {
        let parts = name.uppercased().split { $0 == "_" || $0 == "-" || $0 == "." }.map(String.init)
        guard let last = parts.last, !about.contains(last) else { return false }
        return parts.contains { words.contains($0) || $0.hasSuffix("PASSWORD") }
            || zip(parts, parts.dropFirst()).contains { pairs.contains("\($0) \($1)") }
    }

    /// `$(NAME)` stands for another variable, `/path` for a file.
    private static func isReference(_ text: String) -> Bool {
        text.hasPrefix("$(") && text.hasSuffix(")") || text.hasPrefix("/")
    }

    private static func isSetting(_ text: String) -> Bool {
        ["true", "false", "yes", "no", "0", "1", "none"].contains(text.lowercased())
    }

    /// An address with a password in it: `scheme://user:password@host`.
    private static func hasPassword(_ text: String) -> Bool {
        guard let scheme = text.firstIndex(of: ":"), text[scheme...].hasPrefix("://") else { return false }
        let rest = text[scheme...].dropFirst(3)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
            return false
        }
        let password = authority[authority.index(after: colon)..<at]
        return !password.isEmpty && !password.hasPrefix("$(")
    }
}
