package import Basis

/// How the other side broke the rules of RFC 6455.
///
/// The conversation ends with it.
package enum WebSocketFlaw: Error, Hashable, Sendable {
    /// A frame or an order of frames that must not be.
    case malformed(String)
    /// A text that is not UTF-8.
    case notText
    /// A message longer than was allowed.
    case tooLong(limit: ByteCount)

    /// The code that tells the other side why (RFC 6455, 7.4.1).
    package var closeCode: UInt16 {
        switch self {
        case .malformed: 1002
        case .notText: 1007
        case .tooLong: 1009
        }
    }

    /// The flaw in words.
    package var why: String {
        switch self {
        case .malformed(let why): why
        case .notText: "a text is not UTF-8"
        case .tooLong(let limit): "a message is longer than the allowed \(limit)"
        }
    }
}

extension WebSocketFlaw: Diagnosable {
    /// The flaw in words.
    package var diagnostic: Diagnostic {
        var code = HTTPCode.nonsense
        if case .tooLong = self { code = .bodyTooLong }
        return Diagnostic(
            code, "The other side breaks the rules of WebSocket", at: .thing("WebSocket"), why: why)
    }
}
