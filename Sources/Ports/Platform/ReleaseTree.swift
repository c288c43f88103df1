package import Updates

/// Where the files of a release are: Compose files, manifests and build contexts come from its checkout.
///
/// What operators keep beside the manifest (`.env`, secret files, writable binds) is the same for every one.
package struct ReleaseTree: Hashable, Sendable, Codable {
    /// The release.
    package let release: PinnedRelease
    /// The folder of its checkout, absolute.
    package let checkout: String
    /// For each service that was built or pulled for it, the image by id.
    package let images: [String: String]

    /// The files of a release.
    package init(release: PinnedRelease, checkout: String, images: [String: String]) {
        (self.release, self.checkout, self.images) = (release, checkout, images)
    }
}
