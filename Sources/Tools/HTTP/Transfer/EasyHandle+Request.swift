internal import CCurl

extension HTTPRequest {
    /// Only a method that changes nothing is asked again at another place.
    var followsRedirects: Bool { redirects > 0 && (method == .get || method == .head) }
}

extension EasyHandle {
    /// Sets what is particular to one request.
    func apply(_ request: HTTPRequest, to endpoint: HTTPEndpoint) {
        set(CURLOPT_URL, endpoint.base + request.target)
        apply(request.method, request.body)
        set(CURLOPT_HTTPHEADER, lines: EasyHandle.lines(request))
        set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        if request.followsRedirects {
            set(CURLOPT_FOLLOWLOCATION, 1)
            set(CURLOPT_MAXREDIRS, request.redirects)
            set(CURLOPT_REDIR_PROTOCOLS_STR, endpoint.tls == nil ? "http,https" : "https")
        }
        if !request.method.mayBeRepeated || !request.body.canBeSentAgain {
            // On a connection kept from before, the library would send it a second time when the first try
            // broke.
            set(CURLOPT_FRESH_CONNECT, 1)
        }
    }

    private func apply(_ method: HTTPMethod, _ body: HTTPBody) {
        switch (body, method) {
        case (.none, .head): set(CURLOPT_NOBODY, 1)
        case (.none, .get): set(CURLOPT_HTTPGET, 1)
        case (.none, .post), (.none, .put), (.none, .patch):
            // These say `Content-Length: 0`: some servers insist on it.
            set(CURLOPT_UPLOAD, 1)
            set(CURLOPT_INFILESIZE_LARGE, offset: 0)
            set(CURLOPT_CUSTOMREQUEST, method.name)
        case (.none, _): set(CURLOPT_CUSTOMREQUEST, method.name)
        case (.bytes(let bytes), _): apply(upload: Int64(bytes.count), method)
        case (.stream(_, let length), _): apply(upload: length ?? -1, method)
        }
    }

    private func apply(upload length: Int64, _ method: HTTPMethod) {
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_INFILESIZE_LARGE, offset: length)
        set(CURLOPT_CUSTOMREQUEST, method.name)
        // The largest the library takes: fewer, larger pieces are asked for.
        set(CURLOPT_UPLOAD_BUFFERSIZE, 256 << 10)
    }

    private static func lines(_ request: HTTPRequest) -> [String] {
        // A name without a value takes a field away that the library would add; a semicolon sends an empty
        // one.
        let unasked = ["Expect:", "Accept:"].filter { request.headers[String($0.dropLast())] == nil }
        return unasked
            + request.headers.fields.map { field in
                field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            }
    }
}

extension HTTPBody {
    /// A stream is gone once it was read.
    ///
    /// Bytes are taken from the outbox only once as well, but on a connection that breaks before any was
    /// taken they are all still there.
    var canBeSentAgain: Bool {
        if case .none = self { true } else { false }
    }
}
