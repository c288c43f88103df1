package import Basis

/// Why bytes are not a container's multiplexed output.
package enum StdcopyFlaw: Error, Hashable, Sendable {
    /// A frame is of a channel that does not exist.
    case unknownChannel(UInt8)
    /// The three bytes that are always zero are not.
    case reservedBytes
    /// A frame announces more than any engine sends at once.
    case frameTooLong(Int, limit: ByteCount)
    /// The stream ended inside a frame.
    case cutShort
}

extension StdcopyFlaw: Diagnosable {
    /// The flaw in words.
    package var diagnostic: Diagnostic {
        let why =
            switch self {
            case .unknownChannel(let number): "a frame is of channel \(number), and there are only 0 to 3"
            case .reservedBytes: "a frame's header has bytes set that are always zero"
            case .frameTooLong(let count, let limit):
                "a frame announces \(count) bytes, and \(limit) are allowed"
            case .cutShort: "the stream ended inside a frame"
            }
        return Diagnostic(
            HTTPCode.nonsense, "The container's output is not framed as it should be",
            at: .thing("stdcopy stream"),
            why: why,
            remedy: "Ask for the output without framing if the container has a terminal, and check the engine"
        )
    }
}
