internal import CGit2

extension Store {
    /// What is signed at a tag: its tag object, or its commit where it is lightweight; nil if nothing is.
    func signed(tag name: String) throws(GitError) -> SignedObject? {
        let target = try tag(name)
        guard target.isAnnotated || target.commit == nil else { return try signed(commit: target.object) }
        var id = git_oid(target.object)
        let database = try Handle<DatabaseKind>(job) { git_repository_odb(&$0, repository.pointer) }
        let raw = try Handle<RawObjectKind>(job) { git_odb_read(&$0, database.pointer, &id) }
        guard git_odb_object_type(raw.pointer) == GIT_OBJECT_TAG else { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: git_odb_object_data(raw.pointer), count: git_odb_object_size(raw.pointer))
        let tag = try Handle<TagKind>(job) { git_tag_lookup(&$0, repository.pointer, &id) }
        let time = git_tag_tagger(tag.pointer)?.pointee.when.time ?? 0
        return SignedObject(tag: Array(bytes), time: time)
    }

    /// The name that a tag object gives itself; nil for a lightweight tag.
    func ownName(ofTag name: String) throws(GitError) -> String? {
        let target = try tag(name)
        guard target.isAnnotated else { return nil }
        var id = git_oid(target.object)
        let tag = try Handle<TagKind>(job) { git_tag_lookup(&$0, repository.pointer, &id) }
        return git_tag_name(tag.pointer).map { String(cString: $0) }
    }

    func signed(commit: ObjectID) throws(GitError) -> SignedObject? {
        let opened = try openCommit(commit)
        var id = git_oid(commit)
        var (signature, payload) = (git_buf(), git_buf())
        let code = git_commit_extract_signature(&signature, &payload, repository.pointer, &id, nil)
        defer {
            git_buf_dispose(&signature)
            git_buf_dispose(&payload)
        }
        if code == GIT_ENOTFOUND.rawValue { return nil }
        try job.need(code)
        let bytes = Array(UnsafeRawBufferPointer(start: signature.ptr, count: signature.size))
        guard let kind = SignedObject.kind(of: bytes[...]) else { return nil }
        return SignedObject(
            payload: Array(UnsafeRawBufferPointer(start: payload.ptr, count: payload.size)), signature: bytes,
            kind: kind, time: git_commit_time(opened.pointer))
    }
}
