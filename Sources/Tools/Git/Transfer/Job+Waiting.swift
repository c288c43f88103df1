import Dispatch
internal import HTTP
import Synchronization

extension Job {
    private final class Outcome<Value: Sendable>: Sendable {
        let value = Mutex<Result<Value, HTTPFailure>?>(nil)
        let done = DispatchSemaphore(value: 0)
    }

    /// How soon a wait notices that it is no longer wanted.
    private static let glance = DispatchTimeInterval.milliseconds(20)

    /// Waits on this thread for what an https client does on another; it is given up with the job.
    ///
    /// What is given up is cancelled and not waited for: nothing that it holds belongs to this thread.
    func wait<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) throws(GitError) -> Result<Value, HTTPFailure> {
        try check()
        let (outcome, place) = (Outcome<Value>(), place)
        let task = Task {
            let value: Result<Value, HTTPFailure>
            do {
                value = .success(try await work())
            } catch let failure as HTTPFailure {
                value = .failure(failure)
            } catch {
                value = .failure(HTTPFailure(.unknown, at: place, why: "\(error)"))
            }
            outcome.value.withLock { $0 = value }
            outcome.done.signal()
        }
        while outcome.done.wait(timeout: .now() + Job.glance) == .timedOut {
            if let stop {
                task.cancel()
                throw stop
            }
        }
        return outcome.value.withLock { $0 } ?? .failure(HTTPFailure(.unknown, at: place))
    }
}
