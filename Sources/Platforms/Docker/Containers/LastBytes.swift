internal import Basis

/// The end of something long.
struct LastBytes: Sendable {
    private let limit: Int
    private var bytes: [UInt8] = []
    /// Whether something before them was let go.
    private var isCut = false

    init(atMost limit: ByteCount) { self.limit = Int(clamping: limit.bytes) }

    mutating func add(_ piece: [UInt8]) {
        bytes += piece
        // Cut now and then, not at each piece: moving what is kept costs as much as reading it.
        if bytes.count > limit { isCut = true }
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }

    /// What is kept, whole lines where there are any.
    var text: String {
        let kept = bytes.suffix(limit)
        guard isCut, let end = kept.firstIndex(of: UInt8(ascii: "\n")) else {
            return String(decoding: kept, as: UTF8.self)
        }
        return String(decoding: kept[(end + 1)...], as: UTF8.self)
    }
}
