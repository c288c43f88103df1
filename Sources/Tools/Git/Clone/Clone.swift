import Basis
import Dispatch

/// Belay's own bare copy of an upstream repository. The operator's checkout is never touched.
///
/// Work on one clone is done one piece at a time, on a queue of its own and never on Swift's threads; two
/// processes exclude each other while they fetch, and readers need no lock. Every call ends by its deadline
/// or with its task: too slow and unwanted are different errors.
package final class Clone: Sendable {
    /// The directory of the bare repository.
    package let path: String
    private let queue: DispatchQueue

    /// Names the clone; nothing is read or made before it is used.
    package init(at path: String) {
        self.path = path
        queue = DispatchQueue(label: "clone \(path)")
    }

    /// Runs work on the clone's queue, and ends it when the task is cancelled.
    func run<Result: Sendable>(
        _ phase: Phase, at place: String? = nil, until deadline: Deadline,
        _ work: @escaping @Sendable (Job) throws(GitError) -> Result
    ) async throws(GitError) -> Result {
        let job = Job(phase, at: place ?? path, until: deadline)
        let outcome: Swift.Result<Result, GitError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    continuation.resume(returning: Clone.outcome(of: job, work))
                }
            }
        } onCancel: {
            job.cancel()
        }
        return try outcome.get()
    }

    private static func outcome<Result>(
        of job: Job, _ work: (Job) throws(GitError) -> Result
    ) -> Swift.Result<Result, GitError> {
        do throws(GitError) {
            try job.check()
            try Library.start(job)
            return .success(try work(job))
        } catch { return .failure(error) }
    }

    /// Runs work on the opened repository.
    func read<Result: Sendable>(
        _ phase: Phase = .reading, until deadline: Deadline,
        _ work: @escaping @Sendable (borrowing Store) throws(GitError) -> Result
    ) async throws(GitError) -> Result {
        let path = path
        return try await run(phase, until: deadline) { job throws(GitError) in
            let store = try Store(path, for: job)
            return try work(store)
        }
    }
}
