internal import FoundationEssentials

/// Bytes as text, in Secrets and handshakes.
enum Base64 {
    static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The bytes; nil if the text is no base 64.
    static func bytes(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map(Array.init) }

    /// The bytes of the URL alphabet without padding, as bearer tokens in subprotocols come.
    static func urlBytes(_ text: String) -> [UInt8]? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return bytes(plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
    }
}
