import Basis
internal import CGit2
internal import Glibc
import Synchronization

/// One piece of work on a clone: how long it may take, whether it is still wanted, and what ended it.
///
/// It is shared by the thread that works and the task that waits; libgit2's callbacks ask it whether to go
/// on.
final class Job: Sendable {
    /// How soon a wait notices that it is no longer wanted.
    private static let slice = Duration.milliseconds(50)

    let deadline: Deadline
    let place: String
    private let wanted = Atomic<Bool>(true)
    private let now: Mutex<Phase>
    private let cause = Mutex<GitError?>(nil)

    init(_ phase: Phase, at place: String, until deadline: Deadline) {
        (self.deadline, self.place) = (deadline, place)
        now = Mutex(phase)
    }

    var phase: Phase { now.withLock { $0 } }

    func enter(_ phase: Phase) throws(GitError) {
        now.withLock { $0 = phase }
        try check()
    }

    func cancel() { wanted.store(false, ordering: .relaxed) }

    /// The reason to stop, if there is one.
    var stop: GitError? {
        if !wanted.load(ordering: .relaxed) { return .cancelled(phase, place: place) }
        return deadline.hasPassed ? .timedOut(phase, place: place) : nil
    }

    func check() throws(GitError) {
        if let stop { throw stop }
    }

    /// Keeps the first reason, and returns the code that tells libgit2 to give up.
    func abandon(_ error: GitError) -> Int32 {
        cause.withLock { $0 = $0 ?? error }
        return GIT_EUSER.rawValue
    }

    /// For callbacks: zero to go on.
    var permission: Int32 { stop.map(abandon) ?? 0 }

    /// The error for a code that libgit2 has just returned on this thread: what a callback gave as its
    /// reason, or libgit2's own words.
    func failure(_ code: Int32) -> GitError {
        if let cause = cause.withLock({ $0 }) { return cause }
        return LibraryFailure(code).error(at: place) ?? stop
            ?? .library(code: code, place: place, why: "no reason given")
    }

    /// Throws if a code of libgit2 is an error.
    func need(_ code: Int32) throws(GitError) {
        guard code >= 0 else { throw failure(code) }
    }

    /// Waits until a descriptor is ready for one of the events.
    func wait(_ descriptor: Int32, for events: Int32) throws(GitError) {
        while true {
            try check()
            var entry = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
            let ready = poll(&entry, 1, milliseconds(min(Job.slice, deadline.remaining)))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .unreachable(place: place, why: lastSystemError()) }
        }
    }

    /// Sleeps a short while between two tries.
    func pause(_ duration: Duration) throws(GitError) {
        try check()
        usleep(UInt32(milliseconds(min(duration, deadline.remaining))) * 1000)
        try check()
    }

    private func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        return Int32(min(60_000, max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)))
    }
}
