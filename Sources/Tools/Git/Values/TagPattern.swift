package import Basis
internal import Glibc

/// Which tags are releases: a shell pattern such as `v*`, `release-*` or `app/v*`.
package struct TagPattern: Hashable, Sendable {
    /// The pattern as it was written.
    package let text: String

    /// Takes a pattern of `*`, `?` and `[…]`. A star also matches slashes.
    package init(_ text: String) { self.text = text }

    /// Whether the pattern matches the whole name.
    package func matches(_ name: String) -> Bool { fnmatch(text, name, 0) == 0 }

    /// The version in a matching name: the whole name, or what follows the pattern's literal beginning.
    package func version(in name: String) -> ReleaseVersion? {
        guard matches(name) else { return nil }
        let literal = text.prefix { !"*?[\\".contains($0) }
        return ReleaseVersion(name) ?? ReleaseVersion(name.dropFirst(literal.count))
    }
}
