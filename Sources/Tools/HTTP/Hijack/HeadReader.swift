internal import Basis

/// Finds a response's head at the beginning of a stream of bytes, however it is split.
///
/// Pure.
struct HeadReader {
    private var parser: HeadParser
    private var line: [UInt8] = []
    private let limit: Int

    init(limits: HTTPLimits) {
        parser = HeadParser(limits: limits)
        limit = Int(limits.head.bytes)
    }

    /// Takes bytes.
    ///
    /// Beside a complete head stand the bytes that follow it.
    mutating func take(_ bytes: [UInt8]) -> (HeadParser.Outcome, rest: ArraySlice<UInt8>) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0a) {
            line += rest[...end]
            rest = rest[(end + 1)...]
            let outcome = parser.take(line)
            line = []
            if outcome != .more { return (outcome, rest) }
        }
        line += rest
        return (line.count > limit ? .tooLarge : .more, [])
    }
}
