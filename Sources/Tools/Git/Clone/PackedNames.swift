internal import CGit2
internal import Glibc

/// Writes every name of a clone at once, into the file `packed-refs`, which git reads behind the single
/// files.
///
/// One rename makes them valid. Whoever reads meanwhile finds each name old or new; after a power cut an old
/// name may stand again, which the next fetch notices.
struct PackedNames {
    let root: String
    let job: Job

    /// Makes the names, given in full, those of the clone, and removes the single files in their place.
    func write(_ names: [String: ObjectID]) throws(GitError) {
        let sorted = names.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        var text = "# pack-refs with: sorted \n"
        for (name, object) in sorted {
            try check(name, among: names)
            text += "\(object.hexadecimal) \(name)\n"
        }
        try replace("\(root)/packed-refs", with: Array(text.utf8))
        for family in ["refs/heads", "refs/tags"] { try removeFiles(below: "\(root)/\(family)") }
    }

    /// What libgit2 checks of a name that is a file of its own.
    private func check(_ name: String, among names: [String: ObjectID]) throws(GitError) {
        var isValid: Int32 = 0
        try job.need(git_reference_name_is_valid(&isValid, name))
        guard isValid == 1, !name.contains("\n") else {
            throw .corrupt(
                place: job.place, why: "upstream has the impossible name \(Remark.clean(name.utf8))")
        }
        var folder = name[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            guard names[String(folder)] == nil else {
                throw .corrupt(place: job.place, why: "upstream has both \(folder) and \(name)")
            }
        }
    }

    /// All or nothing, and on the disk when it returns; the lock file is the one that git itself uses.
    private func replace(_ path: String, with bytes: [UInt8]) throws(GitError) {
        let lock = "\(path).lock"
        let descriptor = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .lockHeld(place: job.place, why: "\(lock) exists") }
            throw FileTree.refusal(of: lock)
        }
        defer { close(descriptor) }
        do throws(GitError) {
            try FileBytes.write(bytes, to: descriptor, named: lock)
            guard fsync(descriptor) == 0, rename(lock, path) == 0 else {
                throw FileTree.refusal(of: lock)
            }
            try FileTree.sync(root)
        } catch {
            unlink(lock)
            throw error
        }
    }

    /// A file that stands for a name hides what is packed.
    private func removeFiles(below folder: String) throws(GitError) {
        for name in try FileTree.names(folder) where !name.hasSuffix(".lock") {
            let path = "\(folder)/\(name)"
            if unlink(path) == 0 || errno == ENOENT { continue }
            guard errno == EISDIR || errno == EPERM else { throw FileTree.refusal(of: path) }
            try removeFiles(below: path)
            // It stays where somebody's lock is in it.
            rmdir(path)
        }
        try FileTree.sync(folder)
    }
}
