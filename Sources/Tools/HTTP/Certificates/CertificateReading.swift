internal import Basis
internal import CCurl

/// A connection made only to see the certificates that the other side shows.
///
/// Sendable as its superclass explains: it has no fields of its own beyond a promise.
final class CertificateReading: Transfer, @unchecked Sendable {
    let chain = Promise<Result<[Certificate], HTTPFailure>>()

    override var place: String { "certificates of \(settings.endpoint)" }

    override func configure(_ easy: EasyHandle) {
        super.configure(easy)
        easy.set(CURLOPT_URL, settings.endpoint.base)
        easy.set(CURLOPT_CONNECT_ONLY, 1)
        easy.set(CURLOPT_CERTINFO, 1)
        easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        easy.set(CURLOPT_HTTPPROXYTUNNEL, settings.proxy == nil ? 0 : 1)
        // What has expired must be readable too, or nobody could say when.
        easy.set(CURLOPT_SSL_VERIFYPEER, 0)
        easy.set(CURLOPT_SSL_VERIFYHOST, 0)
    }

    override func complete(_ code: CURLcode) {
        if code == CURLE_OK, let easy {
            let certificates = easy.certificates.map(Certificate.init(lines:))
            let whole = certificates.compactMap { $0 }
            let isWhole = !whole.isEmpty && whole.count == certificates.count
            chain.keep(
                isWhole ? .success(whole) : .failure(failure(.tlsFailed, why: "a certificate cannot be read"))
            )
        }
        super.complete(code)
    }

    override func finish(_ failure: HTTPFailure?) {
        chain.keep(.failure(failure ?? self.failure(.tlsFailed, why: "no certificate was shown")))
    }
}

extension EasyHandle {
    /// Per certificate, the other side's own first, its lines.
    fileprivate var certificates: [[String]] {
        var information: UnsafeMutablePointer<curl_certinfo>?
        guard ccurl_get_certificates(raw, &information) == CURLE_OK, let information = information?.pointee,
            let lists = information.certinfo
        else { return [] }
        return (0..<Int(information.num_of_certs)).map { index in
            var lines: [String] = []
            var node = lists[index]
            while let current = node?.pointee {
                if let data = current.data { lines.append(String(cString: data)) }
                node = current.next
            }
            return lines
        }
    }
}
