internal import CGit2

/// Makes the clone's names those of upstream, one by one, and says which changed.
///
/// A name is never written without what it stood for having been read; a run that is cut off in between
/// leaves names that are either old or new, and the next fetch compares again.
struct NamesUpdate {
    let names: RemoteNames
    let job: Job

    func apply(to store: borrowing Store) throws(GitError) -> [RefChange] {
        var changes: [RefChange] = []
        for (family, prefix) in [(RefChange.Family.tag, "refs/tags/"), (.branch, "refs/heads/")] {
            changes += try apply(family, prefix, to: store)
        }
        if let branch = names.defaultBranch, names.objects["refs/heads/\(branch)"] != nil {
            try job.need(git_repository_set_head(store.repository.pointer, "refs/heads/\(branch)"))
        }
        return changes
    }

    private func apply(
        _ family: RefChange.Family, _ prefix: String, to store: borrowing Store
    ) throws(GitError) -> [RefChange] {
        let ours = try store.names(under: prefix)
        let theirs = names.objects.filter { $0.key.hasPrefix(prefix) }
        var changes: [RefChange] = []
        // What is gone makes room first: `a` may have become `a/b`.
        for (name, object) in ours where theirs[prefix + name] == nil {
            changes.append(RefChange(family: family, name: name, event: .deleted(try store.target(object))))
            try job.need(git_reference_remove(store.repository.pointer, prefix + name))
        }
        for (full, object) in theirs.sorted(by: { $0.key < $1.key }) {
            let name = String(full.dropFirst(prefix.utf8.count))
            let old = ours[name]
            if old == object { continue }
            let new = try store.target(object)
            let event: RefChange.Event =
                if let old { .moved(from: try store.target(old), to: new) } else { .created(new) }
            try write(full, object, in: store)
            changes.append(RefChange(family: family, name: name, event: event))
            try job.check()
        }
        return changes.sorted { $0.name < $1.name }
    }

    private func write(_ name: String, _ object: ObjectID, in store: borrowing Store) throws(GitError) {
        var id = git_oid(object)
        _ = try Handle<ReferenceKind>(job) {
            git_reference_create(&$0, store.repository.pointer, name, &id, 1, "fetch")
        }
    }
}
