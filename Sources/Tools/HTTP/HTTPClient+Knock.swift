package import Basis

extension HTTPClient {
    /// Connects to the endpoint and hangs up: whether somebody listens there, whatever they speak.
    package func knock(deadline: Deadline) async throws(HTTPFailure) {
        let knock = Knock(of: self, deadline: deadline)
        try check(HTTPRequest(.get, "/"), for: knock)
        let answer = await withTaskCancellationHandler {
            knock.loop.give(.start(knock))
            return await knock.answer.value
        } onCancel: {
            knock.loop.give(.end(knock, .cancelled))
        }
        try answer.get()
    }
}
