internal import Basis
internal import Seals

/// Names that clusters take: small letters, digits and `-`, 63 of them at most.
enum ClusterNames {
    /// How much of a name is kept where a digest of ten digits follows.
    static let settingLimit = 242
    private static let limit = 63

    /// A name made of parts, always the same for the same ones. What does not fit is cut and told apart by a
    /// digest.
    static func name(_ parts: String...) -> String {
        let whole = parts.joined(separator: "-")
        let plain = whole.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let text = String(plain)
        let isSame = text == whole && text.first != "-" && text.last != "-"
        if isSame, text.utf8.count <= limit { return text }
        let digest = SHA256.digest(of: Array(whole.utf8)).hexadecimal.prefix(8)
        let head = text.drop { $0 == "-" }.prefix(limit - 9)
        return "\(head)-\(digest)"
    }
}
