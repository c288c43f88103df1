package import Basis

/// Asks things of one endpoint.
///
/// Any number of requests may be under way at once; connections are reused.
///
/// Everything it has under way ends with `close`, or piece by piece as what it handed out is dropped.
package final class HTTPClient: Sendable {
    let settings: HTTPSettings
    let thread: TransferThread

    /// Makes a client, with a thread of its own unless it shares one.
    package init(_ settings: HTTPSettings, on thread: TransferThread = TransferThread()) {
        self.settings = settings
        self.thread = thread
    }

    /// Sends a request; returns as soon as the response's head is complete, while its body may be hours away.
    ///
    /// The deadline is for the whole exchange, body and all. Cancelling the task ends the exchange and closes
    /// its connection before this throws `http.cancelled`. Any status is an answer: see
    /// `HTTPResponse.expecting`.
    package func send(_ request: HTTPRequest, deadline: Deadline) async throws(HTTPFailure) -> HTTPResponse {
        let exchange = Exchange(request, of: self, deadline: deadline)
        try check(request, for: exchange)
        thread.loop.give(.start(exchange))
        exchange.startPump()
        let head = try await exchange.inbox.greeting(of: exchange)
        return HTTPResponse(head, body: ResponseBody(exchange), of: exchange)
    }

    /// Ends everything under way on the client's thread, which may serve other clients, and the thread
    /// itself.
    package func close() { thread.close() }

    func check(_ request: HTTPRequest, for transfer: Transfer) throws(HTTPFailure) {
        if let flaw = settings.endpoint.flaw ?? request.flaw {
            throw transfer.failure(.badRequest, why: flaw)
        }
        if transfer.deadline.hasPassed { throw transfer.failure(.timedOut, phase: .waitingItsTurn) }
        if Task.isCancelled { throw transfer.failure(.cancelled) }
    }
}
