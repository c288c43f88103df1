internal import CGit2
import Synchronization

/// One https conversation at a time in a process: libgit2 keeps the trusted authorities in one global
/// place, and frees the old ones when they are replaced.
enum CertificateGate {
    /// What Debian's libgit2 trusts by itself; named so that it can be restored.
    private static let systemFile = "/etc/ssl/certs/ca-certificates.crt"

    private static let isTaken = Mutex(false)

    static func with<Result>(
        _ trust: CertificateTrust, for job: Job, _ work: () throws(GitError) -> Result
    ) throws(GitError) -> Result {
        try job.enter(.waitingForAnotherTransfer)
        while !isTaken.withLock({ taken in
            defer { taken = true }
            return !taken
        }) {
            try job.pause(.milliseconds(10))
        }
        defer { isTaken.withLock { $0 = false } }
        switch trust {
        case .system: try job.need(git2_set_certificates(systemFile))
        case .file(let path):
            guard git2_set_certificates(path) >= 0 else {
                throw .certificateRefused(place: path, why: LibraryFailure(GIT_ERROR.rawValue).words)
            }
        }
        return try work()
    }
}
