package import Basis

/// Where releases come from.
package struct Source: Hashable, Sendable, Codable {
    /// What counts as a release.
    package enum Releases: Hashable, Sendable, Codable {
        /// Tags that match a pattern.
        case tags(Located<String>)
        /// The head of a branch, pinned when it is taken.
        case branch(Located<String>)
    }

    /// Whether tags must be signed.
    package enum SignatureRule: String, Hashable, Sendable, Codable, CaseIterable {
        /// Not asked, checked where there is one, or refused without.
        case no, optional, required
    }

    /// The repository.
    package let git: Located<String>
    /// What counts as a release; nil means every tag that is a version.
    package let releases: Releases?
    /// Whether tags must be signed.
    package let signed: Located<SignatureRule>?
    /// Files with the keys that may sign.
    package let trust: [Located<String>]

    /// A source of its parts.
    package init(
        git: Located<String>, releases: Releases?, signed: Located<SignatureRule>?, trust: [Located<String>]
    ) {
        (self.git, self.releases, self.signed, self.trust) = (git, releases, signed, trust)
    }
}
