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
        // The work begins when the signals are listened to: one that comes earlier ends the process as usual.
        let (gate, listening) = AsyncStream<Never>.makeStream()
        let task = Task {
            for await _ in gate {}
            return try await work()
        }
        let heeded = [SIGINT, SIGTERM].filter { !isIgnored($0) }
        var sources: [any DispatchSourceSignal] = []
        for number in heeded { sources.append(await source(of: number, ending: task)) }
        listening.finish()
        defer {
            sources.forEach { $0.cancel() }
            heeded.forEach { signal($0, SIG_DFL) }
        }
        return try await task.value
    }

    /// Whether the caller has decided that the signal means nothing to us, as a shell does for `belay … &`.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func source<Result: Sendable>(
        of number: Int32, ending task: Task<Result, any Error>
    ) async -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
        source.setEventHandler { @Sendable in
            if task.isCancelled { _exit(ExitCode.interrupted.rawValue) }
            task.cancel()
        }
        await withCheckedContinuation { registered in
            source.setRegistrationHandler { @Sendable in registered.resume() }
            source.resume()
        }
        return source
    }
}
