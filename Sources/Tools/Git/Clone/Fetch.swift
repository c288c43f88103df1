import Basis
internal import CGit2
internal import Glibc

/// One fetch, from the lock to the report.
struct Fetch {
    /// More names than this make a directory of single files slow; they are then packed into one.
    private static let looseNamesLimit = 64

    let path: String
    let upstream: Upstream
    let job: Job
    let events: @Sendable (FetchEvent) -> Void

    func perform() throws(GitError) -> FetchReport {
        let lock = try RepositoryLock("\(path).lock", for: job) { events(.waiting) }
        defer { _ = lock }
        if access(path, F_OK) != 0 { try Store.create(path, for: job) }
        let healed = try Leftovers(root: path, job: job).remove()
        healed.forEach { events(.healed(path: $0)) }
        let store = try Store(path, for: job)
        return try converse(store, healed)
    }

    private func converse(_ store: borrowing Store, _ healed: [String]) throws(GitError) -> FetchReport {
        let conversation = Conversation(upstream: upstream, job: job, events: events)
        let (names, received) = try conversation.receive(into: store)
        try job.enter(.updatingNames)
        let update = NamesUpdate(names: names, job: job)
        let changes = try update.apply(to: store)
        if changes.count > Fetch.looseNamesLimit {
            let database = try Handle<RefDatabaseKind>(job) {
                git_repository_refdb(&$0, store.repository.pointer)
            }
            try job.need(git_refdb_compress(database.pointer))
        }
        return FetchReport(
            changes: changes, defaultBranch: names.defaultBranch, objects: received.objects,
            bytes: ByteCount(received.bytes), healed: healed)
    }
}
