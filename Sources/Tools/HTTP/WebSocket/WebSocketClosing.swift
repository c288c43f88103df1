/// Why a side ended the conversation.
package struct WebSocketClosing: Hashable, Sendable {
    /// The reason as a number (RFC 6455, 7.4); nil when none was given.
    package let code: UInt16?
    /// The reason in words, possibly none.
    package let reason: String

    /// Makes a reason; words beyond what a frame carries are cut between characters.
    package init(code: UInt16?, reason: String = "") {
        self.code = code
        var kept = Substring(code == nil ? "" : reason)
        while kept.utf8.count > WebSocketFrame.controlLimit - 2 { kept = kept.dropLast() }
        self.reason = String(kept)
    }

    /// Everything was done.
    package static let normal = WebSocketClosing(code: 1000)

    /// Reads a close frame's payload.
    package init(payload: [UInt8]) throws(WebSocketFlaw) {
        guard !payload.isEmpty else {
            self.init(code: nil)
            return
        }
        guard payload.count >= 2 else { throw .malformed("a close frame carries half a code") }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        guard WebSocketClosing.mayBeSent(code) else {
            throw .malformed("the close code \(code) must not be sent")
        }
        guard let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else { throw .notText }
        self.init(code: code, reason: reason)
    }

    /// What stands in a close frame.
    package var payload: [UInt8] { code.map { $0.bigEndianBytes + Array(reason.utf8) } ?? [] }

    /// 1004 to 1006 and 1015 only ever stand in for what was not said.
    private static func mayBeSent(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
