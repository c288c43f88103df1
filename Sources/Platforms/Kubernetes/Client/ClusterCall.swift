internal import Basis
internal import HTTP

/// One call of the API.
struct ClusterCall: Sendable {
    var method: HTTPMethod
    var path: String
    var query: [(name: String, value: String)] = []
    var body: [UInt8]?
    var contentType = "application/json"
    /// What it is about, in words for failures.
    var about: String
    /// Whether making it twice is as good as making it once.
    var mayBeRepeated: Bool

    init(_ method: HTTPMethod, _ path: String, about: String) {
        (self.method, self.path, self.about) = (method, path, about)
        mayBeRepeated = method == .get || method == .put || method == .delete
    }

    /// The call as a request below the server's own path.
    func request(below base: String, headers: HTTPHeaders) -> HTTPRequest {
        var headers = headers
        headers.add("Accept", "application/json")
        if body != nil { headers.add("Content-Type", contentType) }
        return HTTPRequest(
            method, HTTPRequest.target(base + path, items: query), headers: headers,
            body: body.map { .bytes($0) } ?? .none)
    }

    /// A name as a part of a path.
    static func part(_ name: String) -> String { HTTPRequest.encoded(name, leaving: ":") }
}
