internal import Basis

/// What to ask of an endpoint.
///
/// It says nothing of where the endpoint is or how it is reached.
package struct HTTPRequest: Sendable {
    /// What is asked to be done.
    package var method: HTTPMethod
    /// The path and query as they go on the wire, percent-encoded, beginning with a slash.
    package var target: String
    /// The fields sent along.
    ///
    /// What frames the message (`Content-Length`, `Transfer-Encoding`, `Connection`, `Upgrade`, `Expect`) is
    /// set by the client and refused here.
    package var headers: HTTPHeaders
    /// What is carried along.
    package var body: HTTPBody
    /// How many redirects are followed, 0 for none.
    ///
    /// Only GET and HEAD follow any; credentials go to no other host, and nothing goes from https to http.
    package var redirects = 0
    /// How long the other side may be silent while it is its turn; nil leaves the deadline alone to judge.
    package var idleAllowance: Duration?
    /// Whether the path itself is a credential, as a webhook's often is, and must stay out of errors.
    package var hidesTarget = false

    /// Makes a request without redirects and without an idle bound.
    package init(
        _ method: HTTPMethod, _ target: String, headers: HTTPHeaders = HTTPHeaders(), body: HTTPBody = .none
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// A path, and query items that are percent-encoded here.
    package static func target(_ path: String, query: KeyValuePairs<String, String>) -> String {
        target(path, items: query.map { ($0, $1) })
    }

    /// A path, and query items that are percent-encoded here, as many as there happen to be.
    package static func target(_ path: String, items: [(name: String, value: String)]) -> String {
        let items = items.map { "\(encoded($0.name))=\(encoded($0.value))" }
        return items.isEmpty ? path : path + "?" + items.joined(separator: "&")
    }

    /// A text percent-encoded, all but letters, digits, `-._~` and what may stay.
    package static func encoded(_ text: String, leaving others: String = "") -> String {
        let others = Array(others.utf8)
        return text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte.lowercasedASCII)
                || [0x2d, 0x2e, 0x5f, 0x7e].contains(byte) || others.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal.uppercased()
        }.joined()
    }
}
