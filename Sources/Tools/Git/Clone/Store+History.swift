internal import CGit2

extension Store {
    func openCommit(_ id: ObjectID) throws(GitError) -> Handle<CommitKind> {
        var oid = git_oid(id)
        var found: OpaquePointer?
        let code = git_commit_lookup(&found, repository.pointer, &oid)
        if Store.notFound.contains(code) { throw .noSuchCommit("\(id)", place: path) }
        return try Handle(job) { made in
            made = found
            return code
        }
    }

    func openTree(of commit: ObjectID) throws(GitError) -> Handle<TreeKind> {
        let opened = try openCommit(commit)
        return try Handle(job) { git_commit_tree(&$0, opened.pointer) }
    }

    func history(from old: ObjectID?, to new: ObjectID, atMost limit: Int) throws(GitError) -> History {
        let walk = try Handle<WalkKind>(job) { git_revwalk_new(&$0, repository.pointer) }
        try job.need(
            git_revwalk_sorting(walk.pointer, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue))
        _ = try openCommit(new)
        var id = git_oid(new)
        try job.need(git_revwalk_push(walk.pointer, &id))
        if let old {
            _ = try openCommit(old)
            id = git_oid(old)
            try job.need(git_revwalk_hide(walk.pointer, &id))
        }
        var commits: [CommitSummary] = []
        while true {
            let code = git_revwalk_next(&id, walk.pointer)
            if code == GIT_ITEROVER.rawValue { return History(commits: commits, isCut: false) }
            try job.need(code)
            if commits.count >= limit { return History(commits: commits, isCut: true) }
            commits.append(try summary(id.object))
            if commits.count % 64 == 0 { try job.check() }
        }
    }

    func summary(_ id: ObjectID) throws(GitError) -> CommitSummary {
        let commit = try openCommit(id)
        let parents = (0..<git_commit_parentcount(commit.pointer)).compactMap { index in
            git_commit_parent_id(commit.pointer, index)?.pointee.object
        }
        let author = git_commit_author(commit.pointer)?.pointee
        return CommitSummary(
            id: id, parents: parents,
            author: Identity(
                name: author?.name.map { String(cString: $0) } ?? "",
                email: author?.email.map { String(cString: $0) } ?? "", time: author?.when.time ?? 0),
            subject: git_commit_summary(commit.pointer).map { String(cString: $0) } ?? "",
            committedAt: git_commit_time(commit.pointer))
    }

    func changes(from old: ObjectID, to new: ObjectID, atMost limit: Int) throws(GitError) -> PathChanges {
        let before = try openTree(of: old)
        let after = try openTree(of: new)
        var options = git_diff_options()
        git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
        options.payload = Unmanaged.passUnretained(job).toOpaque()
        options.progress_cb = { _, _, _, payload in
            payload.map { Unmanaged<Job>.fromOpaque($0).takeUnretainedValue().permission } ?? 0
        }
        let difference = try Handle<DifferenceKind>(job) {
            git_diff_tree_to_tree(&$0, repository.pointer, before.pointer, after.pointer, &options)
        }
        let count = git_diff_num_deltas(difference.pointer)
        let changes = (0..<min(count, limit)).compactMap { index in
            git_diff_get_delta(difference.pointer, index).map { PathChange($0.pointee) }
        }
        return PathChanges(changes: changes, isCut: count > limit)
    }

    func isAncestor(_ old: ObjectID, of new: ObjectID) throws(GitError) -> Bool {
        _ = try openCommit(old)
        _ = try openCommit(new)
        var (ancestor, commit) = (git_oid(old), git_oid(new))
        let code = git_graph_descendant_of(repository.pointer, &commit, &ancestor)
        try job.need(code)
        return code == 1 || old == new
    }

    func mergeBase(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> ObjectID? {
        _ = try openCommit(one)
        _ = try openCommit(other)
        var (left, right, base) = (git_oid(one), git_oid(other), git_oid())
        let code = git_merge_base(&base, repository.pointer, &left, &right)
        if code == GIT_ENOTFOUND.rawValue { return nil }
        try job.need(code)
        return base.object
    }
}

extension PathChange {
    fileprivate init(_ delta: git_diff_delta) {
        let kind: Kind =
            switch delta.status {
            case GIT_DELTA_ADDED: .added
            case GIT_DELTA_DELETED: .removed
            default: .modified
            }
        let file = kind == .removed ? delta.old_file : delta.new_file
        self.init(path: file.path.map { String(cString: $0) } ?? "", kind: kind)
    }
}
