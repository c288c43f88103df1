internal import Basis

/// A started program: its pipes, its keeper, and the line on which its end is ordered.
struct Running: Sendable {
    let output: PipeReader
    let errors: PipeReader
    let lifeline: Lifeline
    let command: String
    private let keeping: Task<Ended, Never>

    /// Starts a program, and what feeds and keeps it.
    init(
        _ invocation: Invocation, on poll: ReadinessPoll, among seats: Seats, deadline: Deadline,
        grace: Duration
    ) throws(SubprocessError) {
        let command = invocation.description
        let allowance = deadline.remaining
        guard seats.take() else { throw .tooManyAtOnce(command: command, limit: seats.count) }
        let pipes: Pipes
        let keeper: Keeper
        do {
            (pipes, keeper) = try Running.begin(invocation, on: poll, deadline: deadline, grace: grace)
        } catch {
            seats.leave()
            throw error
        }
        let (orders, continuation) = AsyncStream.makeStream(
            of: EndOrder.self, bufferingPolicy: .bufferingOldest(1))
        self.command = command
        lifeline = Lifeline(continuation)
        (output, errors) = (pipes.output, pipes.errors)
        let feeding = Task { [source = pipes.source] in await Running.feed(source, continuation) }
        keeping = Task { [source = pipes.source, weak output, weak errors] in
            let (fate, order) = await keeper.keep(orders)
            output?.stopWaiting()
            errors?.stopWaiting()
            feeding.cancel()
            let input = await feeding.value
            // After a failure the feeder still holds the pipe open: the program must not see its end before
            // it is gone.
            withExtendedLifetime(source) {}
            seats.leave()
            return Ended(fate: fate, order: order, input: input, allowance: allowance, command: command)
        }
    }

    private static func begin(
        _ invocation: Invocation, on poll: ReadinessPoll, deadline: Deadline, grace: Duration
    ) throws(SubprocessError) -> (Pipes, Keeper) {
        let command = invocation.description
        let pipes = try SystemError.whileRunning(command) { () throws(SystemError) in
            try Pipes(for: invocation.input, on: poll)
        }
        let process = try Spawn(
            invocation: invocation, input: pipes.childInput, output: pipes.childOutput,
            errors: pipes.childErrors
        ).start()
        let keeper = try SystemError.whileRunning(command) { () throws(SystemError) in
            try Keeper(process, on: poll, deadline: deadline, grace: grace)
        }
        return (pipes, keeper)
    }

    /// Waits until the program and its group are gone.
    ///
    /// Cancelling the task orders their end, and waits for it.
    func ended() async -> Ended {
        await withTaskCancellationHandler {
            await keeping.value
        } onCancel: { [lifeline] in
            lifeline.order(.cancelled)
        }
    }

    private static func feed(
        _ source: Pipes.Source?, _ orders: AsyncStream<EndOrder>.Continuation
    ) async -> InputFeeder.End {
        guard let source else { return .all }
        let end = await source.feeder.feed(source.stream)
        if case .failed(let why) = end { orders.yield(.inputFailed(why: why)) }
        return end
    }
}
