internal import CGit2

/// Makes the clone's names those of upstream, and says which changed.
///
/// A name is never written without what it stood for having been read; a run that is cut off in between
/// leaves names that are either old or new, and the next fetch compares again.
struct NamesUpdate {
    /// A single name costs two waits for the disk; of more than this, all are written into one file.
    private static let singlesLimit = 16

    let names: RemoteNames
    let job: Job

    func apply(to store: borrowing Store) throws(GitError) -> [RefChange] {
        let tags = try changes(.tag, "refs/tags/", in: store)
        let branches = try changes(.branch, "refs/heads/", in: store)
        let changes = tags + branches
        if changes.count > NamesUpdate.singlesLimit {
            try writeAll(to: store)
        } else {
            try write(changes, to: store)
        }
        if let branch = names.defaultBranch, names.objects["refs/heads/\(branch)"] != nil {
            try job.need(git_repository_set_head(store.repository.pointer, "refs/heads/\(branch)"))
        }
        return changes
    }

    private func changes(
        _ family: RefChange.Family, _ prefix: String, in store: borrowing Store
    ) throws(GitError) -> [RefChange] {
        let ours = try store.names(under: prefix)
        let theirs = names.objects.filter { $0.key.hasPrefix(prefix) }
        var changes: [RefChange] = []
        for (name, object) in ours where theirs[prefix + name] == nil {
            changes.append(
                RefChange(family: family, name: name, event: .deleted(try store.target(object))))
        }
        for (full, object) in theirs {
            let name = String(full.dropFirst(prefix.utf8.count))
            let old = ours[name]
            if old == object { continue }
            let new = try store.target(object)
            let event: RefChange.Event =
                if let old { .moved(from: try store.target(old), to: new) } else { .created(new) }
            changes.append(RefChange(family: family, name: name, event: event))
            if changes.count % 64 == 0 { try job.check() }
        }
        return changes.sorted { $0.name < $1.name }
    }

    private func write(_ changes: [RefChange], to store: borrowing Store) throws(GitError) {
        // What is gone makes room first: `a` may have become `a/b`.
        for change in changes {
            guard case .deleted = change.event else { continue }
            try job.need(git_reference_remove(store.repository.pointer, fullName(of: change)))
        }
        for change in changes {
            switch change.event {
            case .deleted: continue
            case .created(let target), .moved(_, let target):
                var id = git_oid(target.object)
                let name = fullName(of: change)
                _ = try Handle<ReferenceKind>(job) {
                    git_reference_create(&$0, store.repository.pointer, name, &id, 1, "fetch")
                }
            }
            try job.check()
        }
    }

    private func writeAll(to store: borrowing Store) throws(GitError) {
        var all = names.objects
        // Names beside tags and branches are nobody's but the operator's.
        for (name, object) in try store.names(under: "refs/") {
            if name.hasPrefix("tags/") || name.hasPrefix("heads/") { continue }
            all["refs/\(name)"] = object
        }
        try job.check()
        try PackedNames(root: store.path, job: job).write(all)
    }

    private func fullName(of change: RefChange) -> String {
        switch change.family {
        case .tag: "refs/tags/\(change.name)"
        case .branch: "refs/heads/\(change.name)"
        }
    }
}
