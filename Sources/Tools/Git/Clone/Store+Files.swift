import Basis
internal import CGit2

extension Store {
    /// The content of one file. Its size is looked at before it is unpacked.
    func file(_ path: String, in commit: ObjectID, atMost limit: ByteCount) throws(GitError) -> [UInt8] {
        let tree = try openTree(of: commit)
        var found: OpaquePointer?
        let code = git_tree_entry_bypath(&found, tree.pointer, path)
        if Store.notFound.contains(code) || code == GIT_EDIRECTORY.rawValue {
            throw .noSuchPath(path, commit: commit, why: "there is nothing at this path")
        }
        let entry = try Handle<TreeEntryKind>(job) { made in
            made = found
            return code
        }
        guard git_tree_entry_type(entry.pointer) == GIT_OBJECT_BLOB, let id = git_tree_entry_id(entry.pointer)
        else {
            throw .noSuchPath(path, commit: commit, why: "it is not a file")
        }
        return try blob(id.pointee.object, named: path, atMost: limit)
    }

    func blob(_ object: ObjectID, named name: String, atMost limit: ByteCount) throws(GitError) -> [UInt8] {
        let database = try Handle<DatabaseKind>(job) { git_repository_odb(&$0, repository.pointer) }
        var (id, size, kind) = (git_oid(object), 0, GIT_OBJECT_ANY)
        try job.need(git_odb_read_header(&size, &kind, database.pointer, &id))
        guard Int64(size) <= limit.bytes else { throw .tooLarge(what: name, limit: "\(limit)") }
        let blob = try Handle<BlobKind>(job) { git_blob_lookup(&$0, repository.pointer, &id) }
        let bytes = UnsafeRawBufferPointer(
            start: git_blob_rawcontent(blob.pointer), count: Int(git_blob_rawsize(blob.pointer)))
        return Array(bytes)
    }

    /// The entries of one directory of a commit, in git's order; the empty path is the root.
    func entries(of path: String, in commit: ObjectID) throws(GitError) -> [TreeEntry] {
        let root = try openTree(of: commit)
        if path.isEmpty { return try entries(root, under: "", commit) }
        var found: OpaquePointer?
        let code = git_tree_entry_bypath(&found, root.pointer, path)
        if Store.notFound.contains(code) || code == GIT_EDIRECTORY.rawValue {
            throw .noSuchPath(path, commit: commit, why: "there is nothing at this path")
        }
        let entry = try Handle<TreeEntryKind>(job) { made in
            made = found
            return code
        }
        guard git_tree_entry_type(entry.pointer) == GIT_OBJECT_TREE, let id = git_tree_entry_id(entry.pointer)
        else {
            throw .noSuchPath(path, commit: commit, why: "it is not a directory")
        }
        return try entries(try openTree(id.pointee.object), under: "\(path)/", commit)
    }

    func openTree(_ object: ObjectID) throws(GitError) -> Handle<TreeKind> {
        var id = git_oid(object)
        return try Handle(job) { git_tree_lookup(&$0, repository.pointer, &id) }
    }

    func entries(
        _ tree: borrowing Handle<TreeKind>, under prefix: String, _ commit: ObjectID
    ) throws(GitError) -> [TreeEntry] {
        var entries: [TreeEntry] = []
        for index in 0..<git_tree_entrycount(tree.pointer) {
            guard let entry = git_tree_entry_byindex(tree.pointer, index),
                let name = git_tree_entry_name(entry),
                let id = git_tree_entry_id(entry)
            else { continue }
            guard let text = String(validatingCString: name) else {
                throw .unsafePath(
                    prefix + String(cString: name), commit: commit, why: "its name is not UTF-8")
            }
            let kind: TreeEntry.Kind =
                switch git_tree_entry_filemode(entry) {
                case GIT_FILEMODE_TREE: .directory
                case GIT_FILEMODE_LINK: .link
                case GIT_FILEMODE_COMMIT: .submodule
                case GIT_FILEMODE_BLOB_EXECUTABLE: .file(executable: true)
                default: .file(executable: false)
                }
            entries.append(TreeEntry(path: prefix + text, kind: kind, object: id.pointee.object))
        }
        return entries
    }
}
