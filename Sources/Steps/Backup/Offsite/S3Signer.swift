internal import Basis
internal import HTTP
internal import Seals

/// Signs requests as AWS wants them signed, version 4.
struct S3Signer: Sendable {
    let key: String
    let secret: Secret
    let session: Secret?
    let region: String
    var service = "s3"

    /// What the server is told beside a request's own headers, signature included.
    ///
    /// `query` is in the form in which it is sent; `digest` is that of the body; `moment` is written as
    /// `20130524T000000Z`.
    func headers(
        _ method: String, host: String, path: String, query: [(name: String, value: String)],
        digest: String, at moment: String, besides others: [(name: String, value: String)] = []
    ) -> [(name: String, value: String)] {
        var headers = others.map { ($0.name.lowercased(), $0.value) }
        headers += [("host", host), ("x-amz-content-sha256", digest), ("x-amz-date", moment)]
        if let session { headers.append(("x-amz-security-token", session.reveal())) }
        headers.sort { $0.0 < $1.0 }
        let names = headers.map(\.0).joined(separator: ";")
        let request = [
            method, path, S3Signer.canonical(query), headers.map { "\($0.0):\($0.1)\n" }.joined(), names,
            digest,
        ].joined(separator: "\n")
        let scope = "\(moment.prefix(8))/\(region)/\(service)/aws4_request"
        let text = ["AWS4-HMAC-SHA256", moment, scope, SHA256.digest(of: Array(request.utf8)).hexadecimal]
            .joined(separator: "\n")
        let signature = HMACSHA256.code(of: Array(text.utf8), key: signingKey(on: moment)).hexadecimal
        let credential = "Credential=\(key)/\(scope)"
        headers.append(
            (
                "authorization",
                "AWS4-HMAC-SHA256 \(credential), SignedHeaders=\(names), Signature=\(signature)"
            ))
        return headers.filter { $0.0 != "host" }
    }

    private func signingKey(on moment: String) -> [UInt8] {
        [String(moment.prefix(8)), region, service, "aws4_request"]
            .reduce(Array("AWS4\(secret.reveal())".utf8)) { HMACSHA256.code(of: Array($1.utf8), key: $0) }
    }

    /// A query in the order of its names, everything encoded that can be.
    static func canonical(_ query: [(name: String, value: String)]) -> String {
        query.map { (HTTPRequest.encoded($0.name), HTTPRequest.encoded($0.value)) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }
}
