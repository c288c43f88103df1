internal import CGit2
internal import Glibc

/// A bare repository that is open for the length of one job, on the job's thread.
struct Store: ~Copyable {
    /// Objects of another kind than asked for, or names without sense, end a search rather than the
    /// program.
    static let notFound: Set<Int32> = [
        GIT_ENOTFOUND.rawValue, GIT_EINVALIDSPEC.rawValue, GIT_EINVALID.rawValue, GIT_EPEEL.rawValue,
    ]

    let path: String
    let job: Job
    let repository: Handle<RepositoryKind>

    /// Opens exactly this directory: no search upwards, nothing from the environment.
    init(_ path: String, for job: Job) throws(GitError) {
        (self.path, self.job) = (path, job)
        guard access(path, F_OK) == 0 else {
            throw .noSuchRepository(place: path, why: "the directory does not exist: fetch first")
        }
        do throws(GitError) {
            repository = try Handle(job) { made in
                let flags = GIT_REPOSITORY_OPEN_BARE.rawValue | GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
                return git_repository_open_ext(&made, path, flags, nil)
            }
        } catch .noSuchRepository(_, let why) {
            throw .corrupt(place: path, why: why)
        } catch .library(_, _, let why) {
            throw .corrupt(place: path, why: why)
        }
    }

    /// Makes an empty bare repository, all of it or nothing: built beside its place, then renamed.
    static func create(_ path: String, for job: Job) throws(GitError) {
        let temporary = "\(path).new"
        try FileTree.remove(temporary)
        var options = git_repository_init_options()
        git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
        options.flags =
            GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
            | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        _ = try Handle<RepositoryKind>(job) { git_repository_init_ext(&$0, temporary, &options) }
        // An empty HEAD, as a power cut may leave it, would be no repository any more.
        for name in ["HEAD", "config", "refs", "objects", ""] {
            try FileTree.sync("\(temporary)/\(name)")
        }
        guard rename(temporary, path) == 0 else {
            throw .unwritable(path: path, why: lastSystemError())
        }
        try FileTree.sync("\(path)/..")
    }
}
