import Basis
import Testing

private struct Broken: Error {}

/// A stream that gives its pieces and then fails, again and again.
private actor BreakingStream: ByteStream {
    private var pieces: [[UInt8]]

    init(_ pieces: [[UInt8]]) { self.pieces = pieces }

    func next() async throws -> [UInt8]? {
        guard !pieces.isEmpty else { throw Broken() }
        return pieces.removeFirst()
    }
}

@Test func piecesComeInOrderAndNeverEmpty() async throws {
    let stream = BytesInMemory(pieces: [[], [1, 2], [], [3], []])
    #expect(try await stream.next() == [1, 2])
    #expect(try await stream.next() == [3])
    for _ in 0..<3 { #expect(try await stream.next() == nil) }
}

@Test func nothingIsAStreamThatEndsAtOnce() async throws {
    for stream in [BytesInMemory([]), BytesInMemory(pieces: []), BytesInMemory(pieces: [[], []])] {
        #expect(try await stream.next() == nil)
        #expect(try await stream.collect(atMost: ByteCount(0)) == [])
    }
}

@Test(arguments: 0...6) func noMoreIsCollectedThanTheReaderWants(limit: Int64) async throws {
    let stream = BytesInMemory(pieces: [[1], [2, 3], [4, 5]])
    if limit >= 5 {
        #expect(try await stream.collect(atMost: ByteCount(limit)) == [1, 2, 3, 4, 5])
    } else {
        await #expect(throws: ByteStreamTooLong(limit: ByteCount(limit))) {
            try await stream.collect(atMost: ByteCount(limit))
        }
    }
}

@Test func whatIsLeftIsCollected() async throws {
    let stream = BytesInMemory(pieces: [[1], [2], [3]])
    _ = try await stream.next()
    #expect(try await stream.collect(atMost: .kibibytes(1)) == [2, 3])
    #expect(try await stream.collect(atMost: .kibibytes(1)) == [])
}

@Test func aShortStreamNeverLooksLikeAFinishedOne() async {
    let stream = BreakingStream([[1]])
    for _ in 0..<2 {
        await #expect(throws: Broken.self) { try await stream.collect(atMost: .kibibytes(1)) }
    }
}

@Test func aCancelledReaderGetsNoBytes() async {
    let stream = BytesInMemory([1, 2, 3])
    let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await stream.collect(atMost: .kibibytes(1))
    }
    await #expect(throws: CancellationError.self) { try await task.value }
}
