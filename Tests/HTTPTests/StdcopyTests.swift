import Basis
import HTTP
import Testing

@Suite struct StdcopyTests {
    private static let frames: [(StdcopyChannel, String)] = [
        (.stdout, "hello\n"), (.stderr, "oh"), (.stdout, ""), (.stdin, "x"), (.engine, "daemon says no"),
    ]

    private static func encoded(_ channel: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        let count = bytes.count
        return [channel, 0, 0, 0] + [24, 16, 8, 0].map { UInt8(count >> $0 & 0xff) } + bytes
    }

    private static let stream = frames.flatMap { encoded($0.0.rawValue, Array($0.1.utf8)) }

    /// What was said, channel by channel in order, however it was split.
    private static func joined(_ pieces: [StdcopyPiece]) -> [StdcopyPiece] {
        pieces.reduce(into: []) { all, piece in
            if let last = all.last, last.channel == piece.channel {
                all[all.count - 1] = StdcopyPiece(piece.channel, last.bytes + piece.bytes)
            } else {
                all.append(piece)
            }
        }
    }

    private static var expected: [StdcopyPiece] {
        frames.filter { !$0.1.isEmpty }.map { StdcopyPiece($0.0, Array($0.1.utf8)) }
    }

    @Test func framesAreTakenApartAtEverySplit() throws {
        for first in 0...StdcopyTests.stream.count {
            for second in first...StdcopyTests.stream.count {
                var decoder = StdcopyDecoder()
                var pieces = try decoder.decode(StdcopyTests.stream[..<first])
                pieces += try decoder.decode(StdcopyTests.stream[first..<second])
                pieces += try decoder.decode(StdcopyTests.stream[second...])
                try decoder.end()
                #expect(
                    StdcopyTests.joined(pieces) == StdcopyTests.expected, "split at \(first) and \(second)")
                #expect(pieces.allSatisfy { !$0.bytes.isEmpty })
            }
        }
    }

    @Test func aStreamThatEndsInsideAFrameIsNoEnd() throws {
        var ends: Set<Int> = [0]
        for frame in StdcopyTests.frames { ends.insert((ends.max() ?? 0) + 8 + frame.1.utf8.count) }
        for count in 0...StdcopyTests.stream.count {
            var decoder = StdcopyDecoder()
            _ = try decoder.decode(StdcopyTests.stream.prefix(count))
            if ends.contains(count) {
                try decoder.end()
            } else {
                #expect(throws: StdcopyFlaw.cutShort) { try decoder.end() }
            }
        }
    }

    @Test func whatCannotBeAFrameIsRefused() {
        var decoder = StdcopyDecoder(frameLimit: .kibibytes(1))
        #expect(throws: StdcopyFlaw.unknownChannel(4)) { try decoder.decode([4, 0, 0, 0, 0, 0, 0, 1]) }
        decoder = StdcopyDecoder(frameLimit: .kibibytes(1))
        #expect(throws: StdcopyFlaw.reservedBytes) { try decoder.decode([1, 0, 1, 0, 0, 0, 0, 1]) }
        decoder = StdcopyDecoder(frameLimit: .kibibytes(1))
        #expect(throws: StdcopyFlaw.frameTooLong(1025, limit: .kibibytes(1))) {
            try decoder.decode([1, 0, 0, 0, 0, 0, 4, 1])
        }
        #expect(!StdcopyFlaw.cutShort.diagnostic.remedy.isEmpty)
    }

    @Test func mutatedStreamsAreReadOrRefusedButNeverTrap() {
        for seed in UInt64(0)..<2000 {
            var random = SeededGenerator(seed)
            var bytes = StdcopyTests.stream
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            var decoder = StdcopyDecoder()
            if let pieces = try? decoder.decode(bytes) {
                #expect(pieces.reduce(0) { $0 + $1.bytes.count } <= bytes.count, "seed \(seed)")
            }
        }
    }

    @Test func aStreamIsReadPieceByPiece() async throws {
        let stream = StdcopyStream(BytesInMemory(pieces: StdcopyTests.stream.map { [$0] }))
        var pieces: [StdcopyPiece] = []
        while let piece = try await stream.next() { pieces.append(piece) }
        #expect(StdcopyTests.joined(pieces) == StdcopyTests.expected)
        let short = StdcopyStream(BytesInMemory(StdcopyTests.stream.dropLast()))
        await #expect(throws: StdcopyFlaw.cutShort) { while try await short.next() != nil {} }
    }
}
