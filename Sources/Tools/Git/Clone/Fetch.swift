import Basis
internal import Glibc

/// One fetch, from the lock to the report.
struct Fetch {
    let path: String
    let upstream: Upstream
    let job: Job
    let events: @Sendable (FetchEvent) -> Void

    func perform() throws(GitError) -> FetchReport {
        let lock = try RepositoryLock("\(path).lock", for: job) { events(.waiting) }
        defer { _ = lock }
        if access(path, F_OK) != 0 { try Store.create(path, for: job) }
        let healed =
            try Leftovers(root: path, job: job).remove() + VerifierRoom.removeAbandoned(beside: path)
        healed.forEach { events(.healed(path: $0)) }
        let store = try Store(path, for: job)
        return try converse(store, healed)
    }

    private func converse(_ store: borrowing Store, _ healed: [String]) throws(GitError)
        -> FetchReport
    {
        let conversation = Conversation(upstream: upstream, job: job, events: events)
        let (names, received) = try conversation.receive(into: store)
        try job.enter(.updatingNames)
        let changes = try NamesUpdate(names: names, job: job).apply(to: store)
        return FetchReport(
            changes: changes, defaultBranch: names.defaultBranch, objects: received.objects,
            bytes: ByteCount(received.bytes), healed: healed)
    }
}
