/// Why a name in a tree must not become a file, or nil if it may.
///
/// Besides what would leave the directory, every spelling is refused that some file system takes for
/// `.git`: a tree that holds one was made to harm somebody.
enum SafeName {
    /// The longest name that Linux stores.
    private static let limit = 255

    static func objection(to name: some StringProtocol) -> String? {
        if name.isEmpty { return "an empty name" }
        if name == "." || name == ".." { return "it names another directory" }
        if name.contains("/") { return "a name with a slash in it" }
        if name.utf8.contains(0) { return "a name with a NUL in it" }
        if name.utf8.count > limit { return "the name is longer than \(limit) bytes" }
        return isGitDirectory(name) ? "it stands for a repository's own directory" : nil
    }

    /// `.git` in any case, as Windows shortens or extends it, or with characters that macOS does not see.
    private static func isGitDirectory(_ name: some StringProtocol) -> Bool {
        let seen = String(String.UnicodeScalarView(name.unicodeScalars.filter { !isInvisible($0) }))
            .lowercased()
        if seen == "git~1" { return true }
        guard seen.hasPrefix(".git") else { return false }
        let rest = seen.dropFirst(4).prefix { $0 != ":" && $0 != "\\" }
        return rest.allSatisfy { $0 == " " || $0 == "." }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200c...0x200f, 0x202a...0x202e, 0x206a...0x206f, 0xfeff: true
        default: false
        }
    }
}
