/// One answer, written whole.
struct Response {
    var status = 200
    var contentType = "text/plain"
    var body: [UInt8]
    /// Ends the connection after this answer, whatever the client wishes.
    var closes = false

    init(_ text: String, status: Int = 200) {
        (body, self.status) = (Array("\(text)\n".utf8), status)
    }

    /// The bytes on the wire; an answer to HEAD has the head only.
    func bytes(version: String, keepsAlive: Bool, withBody: Bool) -> [UInt8] {
        let head =
            "HTTP/1.1 \(status) \(Response.reason(status))\r\nContent-Type: \(contentType)\r\n"
            + "Content-Length: \(body.count)\r\nX-Version: \(version)\r\n"
            + "Connection: \(keepsAlive ? "keep-alive" : "close")\r\n\r\n"
        return withBody ? Array(head.utf8) + body : Array(head.utf8)
    }

    static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 400: "Bad Request"
        case 404: "Not Found"
        case 413: "Content Too Large"
        case 426: "Upgrade Required"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        default: "Answer"
        }
    }
}
