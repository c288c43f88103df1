package import Basis

extension Clone {
    /// The tags that name releases, lowest version first; names that spell no version are left out.
    package func releases(matching pattern: TagPattern, until deadline: Deadline) async throws(GitError)
        -> [ReleaseTag]
    {
        try await read(until: deadline) { store throws(GitError) in
            var releases: [ReleaseTag] = []
            for (name, object) in try store.names(under: "refs/tags/") {
                guard let version = pattern.version(in: name) else { continue }
                let target = try store.target(object)
                guard let commit = target.commit else { continue }
                releases.append(ReleaseTag(name: name, version: version, target: target, commit: commit))
            }
            return releases.sorted { ($0.version, $0.name) < ($1.version, $1.name) }
        }
    }

    /// The highest release. Pre-releases count only if asked for; nil if there is none.
    package func latest(
        matching pattern: TagPattern, preReleases: Bool = false, until deadline: Deadline
    ) async throws(GitError) -> ReleaseTag? {
        try await releases(matching: pattern, until: deadline).last {
            preReleases || !$0.version.isPreRelease
        }
    }

    /// What a tag stands for now. An unknown name throws with the nearest one.
    package func tag(_ name: String, until deadline: Deadline) async throws(GitError) -> RefTarget {
        try await read(until: deadline) { store throws(GitError) in try store.tag(name) }
    }

    /// The commit at the head of a branch; nil is the branch that upstream considers its main one.
    package func branch(_ name: String?, until deadline: Deadline) async throws(GitError) -> ObjectID {
        try await read(until: deadline) { store throws(GitError) in try store.branch(name) }
    }

    /// The commit that a tag, a branch, a full name such as `refs/tags/v1`, or at least seven digits stand
    /// for.
    package func commit(_ revision: String, until deadline: Deadline) async throws(GitError) -> ObjectID {
        try await read(until: deadline) { store throws(GitError) in try store.commit(revision) }
    }

    /// How a tag compares with what was recorded of it.
    package func standing(of record: TagRecord, until deadline: Deadline) async throws(GitError)
        -> TagStanding
    {
        try await read(until: deadline) { store throws(GitError) in
            guard let object = try store.object(named: "refs/tags/\(record.name)") else {
                return .deleted(was: record.target)
            }
            let now = try store.target(object)
            return now == record.target ? .unchanged : .moved(from: record.target, to: now)
        }
    }

    /// The commits reachable from the newer and not from the older one, newest first; all of them without
    /// an older.
    package func history(
        from old: ObjectID?, to new: ObjectID, atMost limit: Int, until deadline: Deadline
    ) async throws(GitError) -> History {
        try await read(until: deadline) { store throws(GitError) in
            try store.history(from: old, to: new, atMost: limit)
        }
    }

    /// The paths that differ between two commits.
    package func changes(
        from old: ObjectID, to new: ObjectID, atMost limit: Int, until deadline: Deadline
    ) async throws(GitError) -> PathChanges {
        try await read(until: deadline) { store throws(GitError) in
            try store.changes(from: old, to: new, atMost: limit)
        }
    }

    /// Whether one can come from the other by new commits alone. A commit is its own ancestor.
    package func isAncestor(
        _ old: ObjectID, of new: ObjectID, until deadline: Deadline
    ) async throws(GitError) -> Bool {
        try await read(until: deadline) { store throws(GitError) in try store.isAncestor(old, of: new) }
    }

    /// The commit where two histories parted; nil if they have nothing in common.
    package func mergeBase(
        _ one: ObjectID, _ other: ObjectID, until deadline: Deadline
    ) async throws(GitError) -> ObjectID? {
        try await read(until: deadline) { store throws(GitError) in try store.mergeBase(one, other) }
    }

    /// The bytes of one file of a commit, exactly as committed.
    package func file(
        _ path: String, in commit: ObjectID, atMost limit: ByteCount, until deadline: Deadline
    ) async throws(GitError) -> [UInt8] {
        try await read(until: deadline) { store throws(GitError) in
            try store.file(path, in: commit, atMost: limit)
        }
    }

    /// The entries of one directory of a commit; the empty path is the root.
    package func entries(
        of path: String, in commit: ObjectID, until deadline: Deadline
    ) async throws(GitError) -> [TreeEntry] {
        try await read(until: deadline) { store throws(GitError) in try store.entries(of: path, in: commit) }
    }
}
