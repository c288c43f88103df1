internal import CGit2
internal import CSSH2

/// libgit2, started once per process and cut off from the operator's own configuration.
enum Library {
    /// Zero or above once the library is ready. It is never shut down: it holds no state worth flushing.
    private static let state: Int32 = {
        let count = git_libgit2_init()
        guard count > 0 else { return count }
        for level in [
            GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG,
            GIT_CONFIG_LEVEL_PROGRAMDATA,
        ] {
            let code = git2_set_search_path(level, "")
            guard code >= 0 else { return code }
        }
        // A pack that a power cut left half written would look whole to the next fetch.
        _ = git2_sync_to_disk(1)
        _ = git2_validate_owner(1)
        return libssh2_init(0)
    }()

    static func start(_ job: Job) throws(GitError) {
        guard state >= 0 else { throw job.failure(state) }
    }
}
