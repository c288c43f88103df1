import Basis
import Seals
import Testing

/// A file that is not exactly the one that was sealed is never taken for it.
struct DamageTests {
    let identity = Identity.generate()
    var opener: Opener { Opener(identities: [identity]) }

    func expectRefused(_ bytes: [UInt8], _ comment: @autoclosure () -> String) async {
        #expect(await Bytes.flaw(of: bytes, as: opener) != nil, "\(comment())")
    }

    @Test func everySingleByteCountsForSomething() async throws {
        let sealed = try await Bytes.seal(Bytes.noise(40), for: [identity.recipient])
        for index in sealed.indices {
            for change: UInt8 in [0x01, 0x20, 0x80] {
                var damaged = sealed
                damaged[index] ^= change
                await expectRefused(damaged, "byte \(index) xor \(change)")
            }
            var shorter = sealed
            shorter.remove(at: index)
            await expectRefused(shorter, "without byte \(index)")
        }
    }

    @Test func everyTruncationIsNoticed() async throws {
        for armored in [false, true] {
            let sealed = try await Bytes.seal(Bytes.noise(40), for: [identity.recipient], armored: armored)
            // The line feed behind the ASCII form is not part of it.
            for count in 0..<(sealed.count - (armored ? 1 : 0)) {
                await expectRefused(Array(sealed.prefix(count)), "\(count) bytes, armored \(armored)")
            }
        }
    }

    @Test func truncationAtTheBorderOfAChunkIsNoticed() async throws {
        let sealed = try await Bytes.seal(Bytes.noise(3 * 65536 + 10), for: [identity.recipient])
        for chunks in 0...3 {
            for more in [-17, -16, -1, 0, 1, 15, 16, 17] {
                let count = sealed.count - 26 - (3 - chunks) * 65552 + more
                guard count < sealed.count else { continue }
                let flaw = await Bytes.flaw(of: Array(sealed.prefix(count)), as: opener)
                #expect(flaw != nil, "\(chunks) chunks and \(more) bytes")
                if more == 0 { #expect(flaw == .truncated) }
            }
        }
    }

    @Test func whatFollowsTheEndIsNoticed() async throws {
        for size in [0, 10, 65536] {
            let sealed = try await Bytes.seal(Bytes.noise(size), for: [identity.recipient])
            for more in [1, 16, 17, 65552] {
                await expectRefused(sealed + Bytes.noise(more), "\(size) and \(more)")
            }
            await expectRefused(sealed + sealed, "\(size) twice")
        }
        let full = try await Bytes.seal(Bytes.noise(65536), for: [identity.recipient])
        #expect(await Bytes.flaw(of: full + [0], as: opener) == .trailingData)
    }

    @Test func chunksCannotChangePlaces() async throws {
        let sealed = try await Bytes.seal(Bytes.noise(3 * 65536), for: [identity.recipient])
        let start = sealed.count - 3 * 65552
        let chunks = (0..<3).map { Array(sealed[(start + $0 * 65552)..<(start + ($0 + 1) * 65552)]) }
        for order in [[1, 0, 2], [0, 2, 1], [0, 0, 2], [0, 2], [2]] {
            await expectRefused(Array(sealed[..<start]) + order.flatMap { chunks[$0] }, "\(order)")
        }
    }

    @Test(arguments: 0..<20) func randomDamageIsNoticedAndNeverTraps(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        for armored in [false, true] {
            let sealed = try await Bytes.seal(Bytes.noise(300), for: [identity.recipient], armored: armored)
            for round in 0..<40 {
                var damaged = sealed
                for _ in 0...Int.random(in: 0..<4, using: &random) {
                    let index = Int.random(in: damaged.indices, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: damaged[index] = UInt8.random(in: .min ... .max, using: &random)
                    case 1: damaged.remove(at: index)
                    case 2: damaged.insert(UInt8.random(in: .min ... .max, using: &random), at: index)
                    default: damaged.swapAt(index, Int.random(in: damaged.indices, using: &random))
                    }
                }
                let opened = try? await Bytes.open(damaged, as: identity)
                #expect(opened == nil || opened == Bytes.noise(300), "seed \(seed), round \(round)")
            }
        }
    }

    @Test func theSameFileOpensHoweverItsBytesArrive() async throws {
        let plain = Bytes.noise(200)
        for armored in [false, true] {
            let sealed = try await Bytes.seal(plain, for: [identity.recipient], armored: armored)
            for size in 1...sealed.count {
                #expect(
                    try await Bytes.open(sealed, as: identity, piecesOf: size) == plain, "pieces of \(size)")
            }
            for cut in 1..<sealed.count {
                let pieces = [Array(sealed[..<cut]), Array(sealed[cut...])]
                let opened = opener.open(BytesInMemory(pieces: pieces), named: "test.age")
                #expect(try await opened.collect(atMost: Bytes.limit) == plain, "cut at \(cut)")
            }
        }
    }

    @Test func aSourceThatFailsNeverLooksFinished() async throws {
        struct Fault: Error {}
        final class Failing: ByteStream {
            let inner: any ByteStream
            init(_ inner: any ByteStream) { self.inner = inner }
            func next() async throws -> [UInt8]? {
                guard let piece = try await inner.next() else { throw Fault() }
                return piece
            }
        }
        let sealing = try Sealer(recipients: [identity.recipient]).seal(
            Failing(Bytes.stream(Bytes.noise(100))))
        let opening = opener.open(
            Failing(try Sealer(recipients: [identity.recipient]).seal(Bytes.stream([1]))), named: "x")
        for stream in [sealing, opening] {
            await #expect(throws: Fault.self) { try await stream.collect(atMost: Bytes.limit) }
            await #expect(throws: Fault.self, "a failure stays") { try await stream.next() }
        }
    }
}
