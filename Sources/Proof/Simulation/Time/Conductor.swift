internal import Basis

/// Runs every task of a simulation on the calling thread, one job at a time, in an order that a seed decides.
///
/// When no job is left, time goes on to the next moment that somebody waits for; nothing really sleeps. A
/// world in which nobody waits and nothing is to be done has come to a standstill, which is a finding.
package final class Conductor: TaskExecutor {
    private let jobs = Guarded<[UnownedJob]>([])
    private let clock: SimulatedClock
    private let dice: Dice

    /// A conductor of a clock; the seed decides who goes first.
    package init(_ clock: SimulatedClock, seed: UInt64) {
        self.clock = clock
        dice = Dice(seed: seed)
    }

    /// Takes a job of the runtime.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
    }

    /// Does the work and everything that it begins. Nil if it came to a standstill before it ended.
    package func run<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value? {
        let value = Guarded<Value?>(nil)
        Task(executorPreference: self) {
            let result = await work()
            value.withLock { $0 = result }
        }
        repeat {
            while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
        } while clock.goOn()
        return value.withLock { $0 }
    }

    private func next() -> UnownedJob? {
        jobs.withLock { jobs in
            guard !jobs.isEmpty else { return nil }
            let index = dice.below(jobs.count)
            jobs.swapAt(index, jobs.count - 1)
            return jobs.removeLast()
        }
    }
}
