/// The nonce of one chunk of content: its number, and whether it is the last.
struct ChunkNonce {
    static let chunkByteCount = 65536

    private(set) var number: UInt64 = 0

    func bytes(isLast: Bool) -> [UInt8] {
        // Eleven bytes of counter, most significant first, of which the first three stay zero for 2^64
        // chunks.
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
        return [0, 0, 0] + counter + [isLast ? 1 : 0]
    }

    mutating func advance() { number += 1 }
}
