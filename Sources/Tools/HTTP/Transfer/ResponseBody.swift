internal import Basis

/// A response's body as its reader sees it.
///
/// Dropped before its end, it ends the exchange.
final class ResponseBody: ByteStream {
    private let exchange: Exchange

    init(_ exchange: Exchange) { self.exchange = exchange }

    deinit {
        if !exchange.inbox.isFinished { exchange.loop.give(.end(exchange, .cancelled)) }
    }

    func next() async throws -> [UInt8]? { try await exchange.inbox.next(of: exchange) }
}
