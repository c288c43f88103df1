internal import CGit2

/// What libgit2 said about the call that just failed on this thread.
struct LibraryFailure {
    let code: Int32
    let family: Int32
    let words: String

    init(_ code: Int32) {
        self.code = code
        let last = git_error_last()?.pointee
        family = last?.klass ?? 0
        words = last?.message.map { String(cString: $0) } ?? ""
    }

    /// The typed error; nil if libgit2 gave up because a callback told it to.
    func error(at place: String) -> GitError? {
        let why = words.isEmpty ? "libgit2 gave no reason" : words
        if words.contains("No space left on device") || words.contains("Disk quota exceeded") {
            return .diskFull(place: place, why: why)
        }
        // How libgit2 1.5 says it where no configuration lists exceptions; for an upstream it drops the code.
        if words.contains("'safe.directory' was not found") {
            return .notOwned(place: place, why: "its owner is neither this process's user nor root")
        }
        switch code {
        case GIT_EOWNER.rawValue: return .notOwned(place: place, why: why)
        case GIT_ELOCKED.rawValue: return .lockHeld(place: place, why: why)
        case GIT_EAMBIGUOUS.rawValue: return .ambiguous("the name", place: place, why: why)
        case GIT_EMISMATCH.rawValue: return .corrupt(place: place, why: why)
        case GIT_EUSER.rawValue: return nil
        default: return byFamily(place, why)
        }
    }

    private func byFamily(_ place: String, _ why: String) -> GitError {
        switch git_error_t(UInt32(bitPattern: family)) {
        case GIT_ERROR_NET: return .unreachable(place: place, why: why)
        case GIT_ERROR_ODB, GIT_ERROR_ZLIB, GIT_ERROR_INDEXER, GIT_ERROR_OBJECT, GIT_ERROR_TREE,
            GIT_ERROR_TAG:
            return .corrupt(place: place, why: why)
        case GIT_ERROR_REPOSITORY where code == GIT_ENOTFOUND.rawValue:
            return .noSuchRepository(place: place, why: why)
        case GIT_ERROR_OS where words.contains("ermission denied"):
            return .unwritable(path: place, why: why)
        default: return .library(code: code, place: place, why: why)
        }
    }
}
