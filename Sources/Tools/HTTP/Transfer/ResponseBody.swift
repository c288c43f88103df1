internal import Basis

/// A response's body as its reader sees it.
///
/// Dropped before its end, it ends the exchange.
final class ResponseBody: ByteStream {
    private let exchange: Exchange
    /// Held so that the thread lives while there is something to read.
    private let thread: TransferThread

    init(_ exchange: Exchange, on thread: TransferThread) {
        self.exchange = exchange
        self.thread = thread
    }

    deinit {
        if !exchange.inbox.isFinished { exchange.loop.give(.end(exchange, .cancelled)) }
    }

    func next() async throws -> [UInt8]? {
        let (exchange, loop) = (exchange, exchange.loop)
        let piece: Result<[UInt8]?, HTTPFailure> = await withTaskCancellationHandler {
            do throws(HTTPFailure) {
                return .success(try await exchange.inbox.next { loop.give(.serve(exchange)) })
            } catch {
                return .failure(error)
            }
        } onCancel: {
            loop.give(.end(exchange, .cancelled))
        }
        return try piece.get()
    }
}
