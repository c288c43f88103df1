internal import CCurl

extension HTTPRequest {
    /// Only a method that changes nothing is asked again at another place.
    var followsRedirects: Bool { redirects > 0 && (method == .get || method == .head) }

    /// Whether the library may send it a second time when a kept connection breaks.
    ///
    /// A stream is gone once it was read, and of bytes nobody knows which of them arrived.
    var mayBeRepeated: Bool { method.mayBeRepeated && !hasBody }

    /// Whether it carries anything, be it no bytes at all.
    var hasBody: Bool {
        if case .none = body { false } else { true }
    }
}

extension EasyHandle {
    /// Sets what one request has in common with others of its kind, which is what a `Habit` compares.
    func apply(_ request: HTTPRequest, to endpoint: HTTPEndpoint) {
        apply(request.method, hasBody: request.hasBody)
        set(CURLOPT_HTTPHEADER, lines: EasyHandle.lines(request.headers))
        set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        if request.followsRedirects {
            set(CURLOPT_FOLLOWLOCATION, 1)
            set(CURLOPT_MAXREDIRS, request.redirects)
            set(CURLOPT_REDIR_PROTOCOLS_STR, endpoint.tls == nil ? "http,https" : "https")
        }
        if !request.mayBeRepeated {
            // A connection idle for a second or more may be dead without our knowing it. Whole seconds: 0 is
            // anything under one.
            set(CURLOPT_MAXAGE_CONN, 0)
        }
    }

    private func apply(_ method: HTTPMethod, hasBody: Bool) {
        switch (hasBody, method) {
        case (false, .head): set(CURLOPT_NOBODY, 1)
        case (false, .get): set(CURLOPT_HTTPGET, 1)
        case (false, .post), (false, .put), (false, .patch):
            // These say `Content-Length: 0`: some servers insist on it.
            set(CURLOPT_UPLOAD, 1)
            set(CURLOPT_CUSTOMREQUEST, method.name)
        case (false, _): set(CURLOPT_CUSTOMREQUEST, method.name)
        case (true, _):
            set(CURLOPT_UPLOAD, 1)
            set(CURLOPT_CUSTOMREQUEST, method.name)
            // The largest the library takes: fewer, larger pieces are asked for.
            set(CURLOPT_UPLOAD_BUFFERSIZE, 256 << 10)
        }
    }

    private static func lines(_ headers: HTTPHeaders) -> [String] {
        // A name without a value takes a field away that the library would add; a semicolon sends an empty
        // one.
        let unasked = ["Expect:", "Accept:"].filter { headers[String($0.dropLast())] == nil }
        return unasked
            + headers.fields.map { field in
                field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            }
    }
}

extension HTTPBody {
    /// How many bytes are announced; -1 if nobody knows.
    var announced: Int64 {
        switch self {
        case .none: 0
        case .bytes(let bytes): Int64(bytes.count)
        case .stream(_, let length): length ?? -1
        }
    }
}
