internal import Dispatch
internal import Glibc

/// What signals do to a run: the first is told to it, and it stops in its own good order; the second ends the
/// process at once. The journal is safe at any moment.
enum Signals {
    /// Does the work; `first` is called from any thread when SIGINT or SIGTERM comes, the first time, and is
    /// told which.
    static func heeding<Result: Sendable>(
        first: @escaping @Sendable (Int32) -> Void, _ work: () async throws -> Result
    ) async rethrows -> Result {
        let heard = SignalCount()
        var sources: [any DispatchSourceSignal] = []
        let heeded = [SIGINT, SIGTERM].filter { !Interrupts.isIgnored($0) }
        for number in heeded {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(
                signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler { @Sendable in
                switch heard.heard() {
                case .first: first(number)
                case .echo: break
                case .again: _exit(ExitCode.interrupted.rawValue)
                }
            }
            source.resume()
            sources.append(source)
        }
        defer {
            sources.forEach { $0.cancel() }
            heeded.forEach { signal($0, SIG_DFL) }
        }
        return try await work()
    }
}
