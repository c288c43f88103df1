internal import CCurl

/// A connection that is made and given up at once: whether somebody listens.
///
/// Sendable as its superclass explains: it has no fields of its own beyond a promise.
final class Knock: Transfer, @unchecked Sendable {
    let answer = Promise<Result<Void, HTTPFailure>>()

    override var place: String { "connection to \(settings.endpoint)" }

    override func configure(_ easy: EasyHandle) {
        super.configure(easy)
        easy.set(CURLOPT_URL, settings.endpoint.base)
        easy.set(CURLOPT_CONNECT_ONLY, 1)
        // One that was kept would prove that somebody listened once.
        easy.set(CURLOPT_FRESH_CONNECT, 1)
        easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        easy.set(CURLOPT_HTTPPROXYTUNNEL, settings.proxy == nil ? 0 : 1)
    }

    override func finish(_ failure: HTTPFailure?) {
        answer.keep(failure.map { .failure($0) } ?? .success(()))
    }
}
