package import Updates

/// What knows everything that the way back to a release needs.
package protocol ReleaseKeeper: Sendable {
    /// The record of the release that a run has just committed, or that it refused because it failed its
    /// gates; nil if there is nothing to remember. May be asked again for the same run.
    func record(of opening: RunOpening, as run: Run, at time: Int64) async throws -> ReleaseRecord?
}
