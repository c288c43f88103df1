/// What is answered to a request that has one answer.
struct Answer: Sendable {
    var status = 200
    var body: [UInt8] = []
    var type = "application/json"
    var headers: [(name: String, value: String)] = []

    init(status: Int = 200, _ json: JSON) {
        self.status = status
        body = json.bytes()
    }

    init(status: Int = 200, plain text: String) {
        self.status = status
        body = Array(text.utf8)
        type = "text/plain; charset=utf-8"
    }

    private static let reasons = [
        200: "OK", 201: "Created", 202: "Accepted", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
        404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict", 410: "Gone",
        413: "Request Entity Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Entity",
        429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
        504: "Gateway Timeout",
    ]

    /// The whole answer as bytes.
    var bytes: [UInt8] {
        var head = "HTTP/1.1 \(status) \(Answer.reasons[status] ?? "Status")\r\n"
        head += "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n"
        for header in headers { head += "\(header.name): \(header.value)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }
}
