internal import Basis

extension HTTPRequest {
    /// Fields that frame the message: were they free, one request could be made to look like two.
    private static let framing = ["content-length", "transfer-encoding", "connection", "upgrade", "expect"]

    /// What makes the request unfit to be written on the wire, in words; nil if nothing does.
    var flaw: String? {
        if method.name.isEmpty || !method.name.utf8.allSatisfy(\.isTokenByte) {
            return "the method is not a token"
        }
        if target.utf8.first != UInt8(ascii: "/") { return "the path does not begin with a slash" }
        if !target.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") }) {
            return "the path holds a blank, a control character, a fragment or something beyond ASCII; "
                + "percent-encode it"
        }
        return headers.fields.lazy.compactMap(HTTPRequest.flaw).first
    }

    private static func flaw(_ field: HTTPHeaders.Field) -> String? {
        if field.name.isEmpty || !field.name.utf8.allSatisfy(\.isTokenByte) {
            return "a header's name is not a token"
        }
        if framing.contains(field.name.lowercased()) {
            return "the header \(field.name) is the client's to set"
        }
        let isSound = field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
        return isSound
            ? nil : "the value of the header \(field.name) holds a line break or a control character"
    }
}

extension HTTPRequest {
    /// Method and address without what may be secret: a query's values, or the whole path where the request
    /// says so.
    func place(at endpoint: HTTPEndpoint) -> String {
        let path = target.prefix { $0 != "?" }
        let shown =
            hidesTarget ? "/\(Secret.redaction)" : path.count < target.count ? "\(path)?…" : path
        return "\(method.name) \(endpoint)\(shown)"
    }
}

extension UInt8 {
    /// What RFC 9110 allows in a token.
    fileprivate var isTokenByte: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7a).contains(lowercasedASCII)
            || Array("!#$%&'*+-.^_`|~".utf8).contains(self)
    }
}
