import Basis
import Glibc
import Seals
import Testing

struct MemoryTests {
    // In a process of its own, whose memory nobody else's test takes.
    // The ASCII form is slow in a debug build; an eighth of it already is more than the bound.
    @Test(arguments: [(false, 3200), (true, 400)])
    func twoHundredMegabytesPassInBoundedMemory(armored: Bool, pieces: Int) async {
        await #expect(processExitsWith: .success) { [armored, pieces] in
            let identity = Identity.generate()
            // A file of some pieces first: what is needed once is there afterwards.
            try await MemoryTests.pass(pieces: 8, for: identity, armored: armored)
            let before = MemoryTests.peak
            try await MemoryTests.pass(pieces: pieces, for: identity, armored: armored)
            let grown = MemoryTests.peak - before
            #expect(grown < 8 << 20, "the peak grew by \(grown) bytes")
        }
    }

    /// Seals so many pieces of 64 KiB and opens them on the way.
    private static func pass(pieces: Int, for identity: Identity, armored: Bool) async throws {
        let sealed = try Sealer(recipients: [identity.recipient]).seal(
            Pieces(pieces), armored: armored)
        let opened = Opener(identities: [identity]).open(sealed, named: "test.age")
        var count = 0
        while let piece = try await opened.next() { count += piece.count }
        #expect(count == pieces * 65536)
    }

    /// The memory that this process held at most, in bytes.
    private static var peak: Int {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage.ru_maxrss * 1024
    }
}

/// The same 64 KiB many times, none of which takes memory.
private actor Pieces: ByteStream {
    private let piece = Bytes.noise(65536)
    private var left: Int

    init(_ count: Int) { left = count }

    func next() -> [UInt8]? {
        guard left > 0 else { return nil }
        left -= 1
        return piece
    }
}
