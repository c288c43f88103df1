internal import Updates

/// What `pull` leaves for the steps behind it.
struct PullRecord: Codable, Hashable {
    /// The release, as the plan pinned it.
    let release: PinnedRelease
    /// The folder of its checkout, absolute.
    let checkout: String
}
