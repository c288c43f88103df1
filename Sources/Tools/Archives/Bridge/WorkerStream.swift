internal import Basis

/// What a worker thread makes, as it makes it. The thread starts with the first asking, and ends with the
/// stream: read to the end, dropped, or its reader cancelled.
final class WorkerStream<Element: Sendable>: Sendable {
    /// Elements that wait for the reader: with pieces of `pieceSize` half a megabyte.
    private static var elementsAhead: Int { 4 }

    private let made: HandOff<Element>
    private let source: (any ByteStream)?
    private let state: Guarded<State>

    private struct State {
        var body: (@Sendable (Feed?, HandOff<Element>) throws -> Void)?
        var feed: Feed?
        var isClosed = false
    }

    /// A stream of what `body` puts, given the source to take from. `body` throws `Abandoned` when nobody
    /// reads.
    init(from source: (any ByteStream)?, _ body: @escaping @Sendable (Feed?, HandOff<Element>) throws -> Void)
    {
        made = HandOff(capacity: WorkerStream.elementsAhead)
        self.source = source
        state = Guarded(State(body: body))
    }

    deinit { close() }

    /// The next element, nil at the end.
    func next() async throws -> Element? {
        try start()
        return try await withTaskCancellationHandler {
            try await made.take()
        } onCancel: {
            close()
        }
    }

    /// Ends the thread at its next hand-off.
    func close() {
        made.close()
        let feed = state.withLock { state in
            state.isClosed = true
            state.body = nil
            return state.feed
        }
        feed?.close()
    }

    private func start() throws {
        let (body, feed) = state.withLock {
            state -> ((@Sendable (Feed?, HandOff<Element>) throws -> Void)?, Feed?) in
            guard let body = state.body else { return (nil, nil) }
            state.body = nil
            state.feed = source.map { Feed($0) }
            return (body, state.feed)
        }
        guard let body else { return }
        let made = made
        do {
            try Worker.start("belay-archive") {
                do {
                    try body(feed, made)
                    made.finish()
                } catch {
                    made.finish(throwing: error)
                }
                feed?.close()
            }
        } catch {
            made.finish(throwing: error)
            feed?.close()
            throw error
        }
    }
}

/// Nobody reads what is being made: the worker's way out, never seen by anyone.
struct Abandoned: Error {}
