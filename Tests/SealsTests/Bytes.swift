import Basis
import Seals

/// Small things that the tests say often.
enum Bytes {
    static let limit = ByteCount.gibibytes(1)

    /// So many bytes without a pattern that a mistake could hide in; the same ones every time.
    ///
    /// What repeats is one byte longer than a chunk, so that no two chunks are alike.
    static func noise(_ count: Int) -> [UInt8] {
        var random = SeededRandom(seed: 1)
        var block: [UInt8] = []
        while block.count < min(count, 65537) {
            withUnsafeBytes(of: random.next()) { block += $0.prefix(min(count, 65537) - block.count) }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count { bytes += block.prefix(count - bytes.count) }
        return bytes
    }

    /// A stream of some bytes in pieces of a size.
    static func stream(_ bytes: [UInt8], piecesOf size: Int = 1 << 16) -> BytesInMemory {
        BytesInMemory(
            pieces: stride(from: 0, to: bytes.count, by: size).map {
                Array(bytes[$0..<min($0 + size, bytes.count)])
            })
    }

    static func seal(_ bytes: [UInt8], for recipients: [Recipient], armored: Bool = false) async throws
        -> [UInt8]
    {
        try await Sealer(recipients: recipients).seal(stream(bytes), armored: armored).collect(atMost: limit)
    }

    static func open(_ bytes: [UInt8], as identity: Identity, piecesOf size: Int = 1 << 16) async throws
        -> [UInt8]
    {
        try await Opener(identities: [identity]).open(stream(bytes, piecesOf: size), named: "test.age")
            .collect(atMost: limit)
    }

    /// The flaw that opening finds.
    static func flaw(of bytes: [UInt8], as opener: Opener) async -> SealError.Flaw? {
        do {
            _ = try await opener.open(stream(bytes), named: "test.age").collect(atMost: limit)
            return nil
        } catch {
            return (error as? SealError)?.flaw
        }
    }
}

/// SplitMix64: small, and the same on every machine.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
