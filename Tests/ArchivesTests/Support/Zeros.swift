import Basis
import Synchronization

/// So many bytes that nobody has to hold, and how much of them was asked for.
final class Zeros: ByteStream {
    private let left: Mutex<Int>
    private let isRandom: Bool

    init(count: Int, isRandom: Bool = false) {
        left = Mutex(count)
        self.isRandom = isRandom
    }

    var remaining: Int { left.withLock { $0 } }

    func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        let (count, seed) = left.withLock { left in
            let count = min(left, 64 << 10)
            left -= count
            return (count, left)
        }
        guard count > 0 else { return nil }
        guard isRandom else { return [UInt8](repeating: 0, count: count) }
        // Cheap and hard enough to compress: a multiplicative walk.
        var state = UInt32(truncatingIfNeeded: seed) | 1
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count {
                state = state &* 1_664_525 &+ 1_013_904_223
                buffer[index] = UInt8(state >> 24)
            }
            initialized = count
        }
    }
}
