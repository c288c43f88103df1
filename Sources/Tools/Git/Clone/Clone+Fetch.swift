package import Basis

extension Clone {
    /// Brings the clone to what upstream has now, and says what changed. The first fetch makes the clone.
    ///
    /// Branches and tags follow upstream, also backwards: what moved or vanished is in the report, and the
    /// objects that old names stood for stay. A fetch that is cut off, even by a power failure, is made
    /// good by the next one.
    package func fetch(
        from upstream: Upstream, until deadline: Deadline,
        events: @escaping @Sendable (FetchEvent) -> Void = { _ in }
    ) async throws(GitError) -> FetchReport {
        let path = path
        return try await run(.waitingForTheClone, at: upstream.address.description, until: deadline) {
            job throws(GitError) in
            try Fetch(path: path, upstream: upstream, job: job, events: events).perform()
        }
    }
}
