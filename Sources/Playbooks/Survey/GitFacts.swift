import Basis

/// What the files of `.git` tell: where the repository comes from, and what its releases look like.
struct GitFacts {
    /// The address of `origin`, without a password that may stand in it.
    let remote: String?
    /// The branch that is checked out.
    let branch: String?
    /// Tags that read as versions.
    let versionTags: [String]

    init?(_ listing: RepositoryListing) {
        guard let head = listing.text(".git/HEAD") else { return nil }
        let prefix = "ref: refs/heads/"
        let line = head.split(separator: "\n").first ?? ""
        branch = line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : nil
        remote = listing.text(".git/config").flatMap(GitFacts.origin).map(GitFacts.withoutPassword)
        let loose = listing.paths.filter { $0.hasPrefix(".git/refs/tags/") }.map { $0.dropFirst(15) }
        let packed = (listing.text(".git/packed-refs") ?? "").split(separator: "\n").compactMap { line in
            line.range(after: " refs/tags/")
        }
        versionTags = Set((loose + packed).map(String.init)).filter(GitFacts.isVersion).sorted()
    }

    /// The pattern that all version tags fit, by what stands before their number.
    var tagPattern: String? {
        let leads = Set(versionTags.map { $0.prefix { !$0.isNumber } })
        guard let lead = leads.first else { return nil }
        return leads.count == 1 ? "\(lead)*" : "*"
    }

    private static func isVersion(_ tag: String) -> Bool {
        let number = tag.drop { !$0.isNumber }
        return number.contains(".") && ReleaseVersion(number) != nil
    }

    private static func origin(_ config: String) -> String? {
        var isOrigin = false
        for line in config.split(separator: "\n").map(\.trimmed) {
            if line.hasPrefix("[") { isOrigin = line == "[remote \"origin\"]" }
            guard isOrigin, line.hasPrefix("url"), let equals = line.firstIndex(of: "=") else { continue }
            return String(line[line.index(after: equals)...].trimmed)
        }
        return nil
    }

    private static func withoutPassword(_ url: String) -> String {
        guard let scheme = url.range(after: "://"),
            let at = scheme.prefix(while: { $0 != "/" }).lastIndex(of: "@")
        else { return url }
        let user = scheme[..<at]
        let start = url[..<scheme.startIndex]
        let isOnlyUser = start == "ssh://" && !user.contains(":")
        return isOnlyUser ? url : String(start + scheme[scheme.index(after: at)...])
    }
}

extension StringProtocol {
    /// What stands behind the first occurrence of a text.
    func range(after text: String) -> SubSequence? {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(text) { return rest.dropFirst(text.count) }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// Without the blanks at its ends.
    var trimmed: SubSequence {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
