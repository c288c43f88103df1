internal import CCurl
internal import Glibc

extension HTTPCode {
    /// The one place where the library's codes become ours.
    ///
    /// The text decides only where one code means several things.
    init(_ code: CURLcode, osError: Int32, verification: Int, text: String) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .notResolved
        case CURLE_COULDNT_CONNECT: self = HTTPCode(connectError: osError)
        case CURLE_PROXY: self = .proxyFailed
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
            self = HTTPCode(verification: verification, text: text)
        case CURLE_SSL_CERTPROBLEM: self = .badIdentity
        case CURLE_SSL_CACERT_BADFILE: self = .badAuthorities
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut
        case CURLE_PARTIAL_FILE: self = .truncated
        case CURLE_TOO_MANY_REDIRECTS: self = .tooManyRedirects
        case CURLE_OUT_OF_MEMORY: self = .outOfMemory
        case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT: self = .badRequest
        case CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_BAD_CONTENT_ENCODING: self = .nonsense
        case CURLE_UNSUPPORTED_PROTOCOL: self = text.hasPrefix("Protocol") ? .badRedirect : .nonsense
        // The last: the body is gone, and cannot be sent on another connection.
        case CURLE_GOT_NOTHING, CURLE_SEND_FAIL_REWIND: self = .reset
        case CURLE_SSL_CONNECT_ERROR:
            self = HTTPCode.isAboutOurCertificate(text) ? .identityRefused : .tlsFailed
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM: self = HTTPCode(broken: text)
        default: self = .unknown
        }
    }

    private init(connectError: Int32) {
        switch connectError {
        case ENOENT, ENOTSOCK: self = .noSuchSocket
        case EACCES, EPERM: self = .socketForbidden
        case EHOSTUNREACH, ENETUNREACH, ENETDOWN, EHOSTDOWN: self = .unreachable
        default: self = .refused
        }
    }

    /// OpenSSL's numbers for a certificate: 9 not yet valid, 10 expired, 62 and 64 another host's.
    ///
    /// The name is compared by the library before it asks for that number, so there only the text tells.
    private init(verification: Int, text: String) {
        switch verification {
        case 9, 10: self = .expired
        case 62, 64: self = .wrongHost
        default: self = text.contains("subject name") ? .wrongHost : .untrusted
        }
    }

    private init(broken text: String) {
        if HTTPCode.isAboutOurCertificate(text) {
            self = .identityRefused
        } else if text.contains("hunk") || text.contains("encoding") {
            self = .nonsense
        } else {
            self = .reset
        }
    }

    /// The alerts by which a server turns a client certificate down (RFC 8446, 6.2).
    private static func isAboutOurCertificate(_ text: String) -> Bool {
        [
            "alert certificate", "alert bad certificate", "alert unsupported certificate", "alert unknown ca",
            "alert access denied",
        ].contains { text.contains($0) }
    }
}
