package import Basis
internal import Glibc

extension Clone {
    /// Writes the files of a commit into a directory that must not exist yet: all of them, or none.
    ///
    /// They are written beside it and renamed into place, so that whoever sees the directory sees it whole.
    /// Executable bits and links are kept; a tree with a path or link that leads out of it, or with
    /// submodules, is refused before anything is written.
    package func checkOut(
        _ commit: ObjectID, to directory: String, until deadline: Deadline
    ) async throws(GitError) -> CheckoutReport {
        try await read(.checkingOut, until: deadline) { store throws(GitError) in
            guard access(directory, F_OK) != 0 else {
                throw .unwritable(path: directory, why: "it exists already")
            }
            let plan = try CheckoutPlan(commit, in: store)
            let temporary = "\(directory).part-\(getpid())"
            try FileTree.remove(temporary)
            do throws(GitError) {
                let report = try TreeWriter(plan: plan, root: temporary, job: store.job).write(from: store)
                guard rename(temporary, directory) == 0 else {
                    throw .unwritable(path: directory, why: lastSystemError())
                }
                return report
            } catch {
                try? FileTree.remove(temporary)
                throw error
            }
        }
    }
}
