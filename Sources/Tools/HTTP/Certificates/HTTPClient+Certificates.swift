package import Basis

extension HTTPClient {
    /// The certificates that the endpoint shows, its own first.
    ///
    /// They are read, not judged: neither trust nor dates nor names are checked, so that what has expired can
    /// be told from what soon will.
    package func certificates(deadline: Deadline) async throws(HTTPFailure) -> [Certificate] {
        let reading = CertificateReading(of: self, deadline: deadline)
        guard settings.endpoint.tls != nil else {
            throw reading.failure(.badRequest, why: "the endpoint does not use TLS")
        }
        try check(HTTPRequest(.get, "/"), for: reading)
        let chain = await withTaskCancellationHandler {
            reading.loop.give(.start(reading))
            return await reading.chain.value
        } onCancel: {
            reading.loop.give(.end(reading, .cancelled))
        }
        return try chain.get()
    }
}
