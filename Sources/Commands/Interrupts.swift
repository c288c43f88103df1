internal import Dispatch
internal import Glibc

/// What an operator's Ctrl-C does: the first cancels the work, which then ends in its own good order; the
/// second ends the process.
///
/// SIGTERM counts as the first, and again as the second.
enum Interrupts {
    /// Does the work under this rule.
    static func heeding<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await work() }
        let sources = [SIGINT, SIGTERM].map { signal in source(of: signal, ending: task) }
        defer { sources.forEach { $0.cancel() } }
        return try await task.value
    }

    private static func source<Result: Sendable>(
        of number: Int32, ending task: Task<Result, any Error>
    ) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
        source.setEventHandler { @Sendable in
            if task.isCancelled { _exit(ExitCode.interrupted.rawValue) }
            task.cancel()
        }
        source.resume()
        return source
    }
}
