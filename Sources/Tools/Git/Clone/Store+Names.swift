import Basis
internal import CGit2

extension Store {
    /// Every name under a prefix such as `refs/tags/`, without the prefix, with the object it points to.
    func names(under prefix: String) throws(GitError) -> [String: ObjectID] {
        let iterator = try Handle<ReferencesKind>(job) {
            git_reference_iterator_glob_new(&$0, repository.pointer, "\(prefix)*")
        }
        var names: [String: ObjectID] = [:]
        while true {
            var next: OpaquePointer?
            let code = git_reference_next(&next, iterator.pointer)
            if code == GIT_ITEROVER.rawValue { return names }
            let reference = try Handle<ReferenceKind>(job) { made in
                made = next
                return code
            }
            if let name = git_reference_name(reference.pointer),
                let target = git_reference_target(reference.pointer)
            {
                names[String(String(cString: name).dropFirst(prefix.utf8.count))] = target.pointee.object
            }
            if names.count % 512 == 0 { try job.check() }
        }
    }

    /// What an object leads to.
    func target(_ object: ObjectID) throws(GitError) -> RefTarget {
        var id = git_oid(object)
        let found = try Handle<ObjectKind>(job) {
            git_object_lookup(&$0, repository.pointer, &id, GIT_OBJECT_ANY)
        }
        if git_object_type(found.pointer) == GIT_OBJECT_COMMIT {
            return RefTarget(object: object, commit: object)
        }
        var peeled: OpaquePointer?
        let code = git_object_peel(&peeled, found.pointer, GIT_OBJECT_COMMIT)
        guard code >= 0, let peeled else {
            if Store.notFound.contains(code) { return RefTarget(object: object, commit: nil) }
            throw job.failure(code)
        }
        defer { git_object_free(peeled) }
        return RefTarget(object: object, commit: git_object_id(peeled)?.pointee.object)
    }

    /// The object behind one full name, or nil.
    func object(named name: String) throws(GitError) -> ObjectID? {
        var id = git_oid()
        let code = git_reference_name_to_id(&id, repository.pointer, name)
        if Store.notFound.contains(code) { return nil }
        try job.need(code)
        return id.object
    }

    func tag(_ name: String) throws(GitError) -> RefTarget {
        if let object = try object(named: "refs/tags/\(name)") { return try target(object) }
        throw .noSuchTag(
            name, nearest: try names(under: "refs/tags/").keys.sorted().nearest(to: name), place: path)
    }

    func branch(_ name: String?) throws(GitError) -> ObjectID {
        let full = name.map { "refs/heads/\($0)" } ?? "HEAD"
        if let object = try object(named: full) { return object }
        let nearest = try names(under: "refs/heads/").keys.sorted().nearest(to: name ?? "main")
        throw .noSuchBranch(name ?? "HEAD", nearest: nearest, place: path)
    }

    /// The commit that a tag, a branch, a full name or a commit id of at least seven digits stands for.
    func commit(_ revision: String) throws(GitError) -> ObjectID {
        if revision.hasPrefix("refs/"), let object = try object(named: revision) {
            return try commit(of: object, revision)
        }
        let tag = try object(named: "refs/tags/\(revision)")
        let branch = try object(named: "refs/heads/\(revision)")
        switch (tag, branch) {
        case (let tag?, nil): return try commit(of: tag, revision)
        case (nil, let branch?): return branch
        case (.some, .some):
            throw .ambiguous(revision, place: path, why: "there is both a tag and a branch of this name")
        case (nil, nil): return try commit(abbreviated: revision)
        }
    }

    private func commit(of object: ObjectID, _ revision: String) throws(GitError) -> ObjectID {
        guard let commit = try target(object).commit else { throw .noSuchCommit(revision, place: path) }
        return commit
    }

    private func commit(abbreviated digits: String) throws(GitError) -> ObjectID {
        guard (7...40).contains(digits.utf8.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw .noSuchCommit(digits, place: path)
        }
        var prefix = git_oid()
        try job.need(git_oid_fromstrn(&prefix, digits.lowercased(), digits.utf8.count))
        var found: OpaquePointer?
        let code = git_object_lookup_prefix(
            &found, repository.pointer, &prefix, digits.utf8.count, GIT_OBJECT_COMMIT)
        if code == GIT_EAMBIGUOUS.rawValue {
            throw .ambiguous(digits, place: path, why: "several commits begin with these digits")
        }
        if Store.notFound.contains(code) { throw .noSuchCommit(digits, place: path) }
        let commit = try Handle<ObjectKind>(job) { made in
            made = found
            return code
        }
        guard let id = git_object_id(commit.pointer) else { throw .noSuchCommit(digits, place: path) }
        return id.pointee.object
    }
}
