import Basis

/// So many bytes that nobody has to hold: zeros, or one piece of noise over and over.
final class Zeros: ByteStream {
    private static let noise: [UInt8] = {
        var random = SeededRandom(seed: 11)
        return random.bytes(64 << 10)
    }()

    private let left: Guarded<Int>
    private let isNoise: Bool

    init(count: Int, isNoise: Bool = false) {
        left = Guarded(count)
        self.isNoise = isNoise
    }

    func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        let count = left.withLock { left in
            let count = min(left, 64 << 10)
            left -= count
            return count
        }
        guard count > 0 else { return nil }
        return isNoise ? Array(Zeros.noise.prefix(count)) : [UInt8](repeating: 0, count: count)
    }
}
