import Basis
internal import CGit2
internal import Glibc

/// Writes a plan into a directory that did not exist before.
///
/// Nothing that exists is ever opened: directories and files are made new, links last, so that no file can
/// be written through a link. Contents are written as committed: no filter, line-end conversion or export
/// attribute applies.
struct TreeWriter {
    /// A pointer file of Git LFS begins so, and is shorter than this.
    private static let lfsMark = Array("version https://git-lfs.github.com/spec/v1\n".utf8)
    private static let lfsLimit = 1024

    let plan: CheckoutPlan
    let root: String
    let job: Job

    func write(from store: borrowing Store) throws(GitError) -> CheckoutReport {
        try makeDirectory(root)
        // Parents come before what is in them: their paths are shorter.
        for path in plan.directories.sorted() { try makeDirectory("\(root)/\(path)") }
        var bytes: Int64 = 0
        var pointers: [String] = []
        for file in plan.files {
            try job.check()
            var id = git_oid(file.object)
            let blob = try Handle<BlobKind>(job) { git_blob_lookup(&$0, store.repository.pointer, &id) }
            let content = UnsafeRawBufferPointer(
                start: git_blob_rawcontent(blob.pointer), count: Int(git_blob_rawsize(blob.pointer)))
            if content.count < TreeWriter.lfsLimit, content.starts(with: TreeWriter.lfsMark) {
                pointers.append(file.path)
            }
            try writeFile("\(root)/\(file.path)", content, executable: file.executable)
            bytes += Int64(content.count)
        }
        for (path, target) in plan.links.targets.sorted(by: { $0.key < $1.key }) {
            guard symlink(target, "\(root)/\(path)") == 0 else { throw refusal("\(root)/\(path)") }
        }
        return CheckoutReport(
            commit: plan.commit, files: plan.files.count + plan.links.targets.count, bytes: ByteCount(bytes),
            lfsPointers: pointers.sorted())
    }

    private func makeDirectory(_ path: String) throws(GitError) {
        guard mkdir(path, 0o755) == 0 else { throw refusal(path) }
    }

    private func writeFile(_ path: String, _ content: UnsafeRawBufferPointer, executable: Bool)
        throws(GitError)
    {
        let descriptor = open(
            path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, executable ? 0o755 : 0o644)
        guard descriptor >= 0 else { throw refusal(path) }
        var rest = content[...]
        while !rest.isEmpty {
            let count = Glibc.write(
                descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let error = refusal(path)
                close(descriptor)
                throw error
            }
            rest = rest.dropFirst(count)
        }
        // A network file system may report a full disk only here.
        guard close(descriptor) == 0 else { throw refusal(path) }
    }

    private func refusal(_ path: String) -> GitError {
        errno == ENOSPC || errno == EDQUOT
            ? .diskFull(place: path, why: lastSystemError()) : .unwritable(path: path, why: lastSystemError())
    }
}
