internal import Glibc

/// Excludes other processes from writing into a clone. The kernel drops it with the process, whatever kills
/// it.
struct RepositoryLock: ~Copyable {
    private let descriptor: Int32

    /// Waits for the lock until the job's deadline.
    init(_ path: String, for job: Job, waiting: () -> Void) throws(GitError) {
        try job.enter(.waitingForTheClone)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path: path, why: lastSystemError()) }
        do throws(GitError) {
            try RepositoryLock.wait(descriptor, path, job, waiting)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        let holder = "process \(getpid())\n"
        ftruncate(descriptor, 0)
        pwrite(descriptor, holder, holder.utf8.count, 0)
    }

    deinit { close(descriptor) }

    private static func wait(
        _ descriptor: Int32, _ path: String, _ job: Job, _ waiting: () -> Void
    ) throws(GitError) {
        var told = false
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw .unwritable(path: path, why: lastSystemError())
            }
            if !told { waiting() }
            told = true
            do throws(GitError) {
                try job.pause(.milliseconds(20))
            } catch .timedOut(_, let place) {
                throw .busy(place: place, holder: "held by \(holder(descriptor))")
            }
        }
    }

    private static func holder(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Remark.clean(buffer[..<count]) : "an unnamed process"
    }
}
