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
        let place = place(of: request)
        try check(request, deadline: deadline, place: place)
        let exchange = Exchange(
            request, loop: thread.loop, settings: settings, deadline: deadline, place: place)
        let head = await withTaskCancellationHandler {
            thread.loop.give(.start(exchange))
            exchange.startPump()
            return await exchange.head.value
        } onCancel: {
            exchange.loop.give(.end(exchange, .cancelled))
        }
        let body = ResponseBody(exchange, on: thread)
        return HTTPResponse(head: try head.get(), body: body, limits: settings.limits, place: place)
    }

    /// Ends everything under way on the client's thread, which may serve other clients, and the thread
    /// itself.
    package func close() { thread.close() }

    func check(_ request: HTTPRequest, deadline: Deadline, place: String) throws(HTTPFailure) {
        if let flaw = settings.endpoint.flaw ?? request.flaw {
            throw HTTPFailure(.badRequest, at: place, why: flaw)
        }
        if deadline.hasPassed { throw HTTPFailure(.timedOut, at: place, phase: .waitingItsTurn) }
    }

    /// Method and address without what may be secret: a query's values, or the whole path where the request
    /// says so.
    func place(of request: HTTPRequest) -> String {
        let path = request.target.prefix { $0 != "?" }
        let shown =
            request.hidesTarget
            ? "/\(Secret.redaction)" : path.count < request.target.count ? "\(path)?…" : path
        return "\(request.method.name) \(settings.endpoint)\(shown)"
    }
}
