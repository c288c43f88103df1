import Archives
import Basis
import Glibc
import Testing

/// Compression by itself, and what every stream promises.
struct StreamTests {
    private var content: [UInt8] {
        var random = SeededRandom(seed: 7)
        return (0..<200_000).map { _ in UInt8(truncatingIfNeeded: random.next() % 23) }
    }

    @Test(arguments: [(Compression.gzip, "gzip"), (.zstd, "zstd"), (.zstd(level: 9, threads: 1), "zstd")])
    func otherProgramsReadOurCompression(compression: Compression, program: String) async throws {
        try await Scratch.with { scratch in
            scratch.write("packed", try await CompressedStream(BytesInMemory(content), compression).all())
            try Program.run("sh", ["-c", "\(program) -dc < packed > plain"], in: scratch.path)
            #expect(scratch.read("plain") == content)
        }
    }

    @Test(arguments: [(DecompressedStream.Method.gzip, "gzip"), (.zstd, "zstd")])
    func weReadTheirCompression(method: DecompressedStream.Method, program: String) async throws {
        try await Scratch.with { scratch in
            scratch.write("plain", content)
            try Program.run(
                "sh", ["-c", "\(program) -c < plain > packed; \(program) -c < packed > twice"],
                in: scratch.path)
            let packed = try #require(scratch.read("packed"))
            #expect(try await DecompressedStream(BytesInMemory(packed), method).all() == content)
            // What is inside is not looked at, even if it is compressed as well.
            let twice = try #require(scratch.read("twice"))
            #expect(try await DecompressedStream(BytesInMemory(twice), method).all() == packed)
        }
    }

    @Test(arguments: [Compression.gzip, .zstd])
    func nothingAtAllGoesThroughAndBack(compression: Compression) async throws {
        let packed = try await CompressedStream(BytesInMemory([]), compression).all()
        #expect(!packed.isEmpty)
        let method: DecompressedStream.Method = compression == .gzip ? .gzip : .zstd
        #expect(try await DecompressedStream(BytesInMemory(packed), method).all() == [])
    }

    @Test(arguments: [Compression.gzip, .zstd])
    func everyTruncationOfACompressedStreamIsAnError(compression: Compression) async throws {
        let packed = try await CompressedStream(BytesInMemory(Array(content.prefix(300))), compression).all()
        let method: DecompressedStream.Method = compression == .gzip ? .gzip : .zstd
        for count in 0..<packed.count {
            let error = await archiveError {
                _ = try await DecompressedStream(BytesInMemory(Array(packed.prefix(count))), method).all()
            }
            #expect(error != nil, "cut to \(count) of \(packed.count)")
        }
    }

    @Test
    func theSameContentGivesTheSameBytes() async throws {
        for compression in [Compression.none, .gzip, .zstd] {
            let items = [ArchiveItem.file("a", content), .file("b", [])]
            let first = try await TarStream(of: items, compression).all()
            #expect(try await TarStream(of: items, compression).all() == first)
        }
    }

    @Test
    func aStreamThatFailedGoesOnFailing() async throws {
        struct Broken: Error {}
        final class Source: ByteStream {
            func next() async throws -> [UInt8]? { throw Broken() }
        }
        let stream = CompressedStream(Source(), .zstd)
        for _ in 0..<3 {
            await #expect(throws: Broken.self) { while try await stream.next() != nil {} }
        }
        let reader = ArchiveReader(Source())
        for _ in 0..<2 { await #expect(throws: Broken.self) { _ = try await reader.nextEntry() } }
    }

    @Test
    func aFinishedStreamGoesOnBeingFinished() async throws {
        let stream = TarStream(of: [.file("a", [1])])
        while try await stream.next() != nil {}
        #expect(try await stream.next() == nil)
        #expect(try await stream.next() == nil)
    }

    @Test(arguments: [5, 7])
    func aStreamOfAnotherSizeThanDeclaredIsAnError(count: Int) async throws {
        let entry = ArchiveEntry(ArchiveName("x"), .file(size: 6))
        let item = ArchiveItem(entry, .stream(BytesInMemory([UInt8](repeating: 1, count: count))))
        let error = await archiveError { _ = try await TarStream(of: [item]).all() }
        #expect(error == .wrongSize(entry: ArchiveName("x"), declared: 6))
    }

    @Test
    func everyCodeHasARemedyAndASummary() {
        for code in ArchiveCode.allCases {
            #expect(!code.summary.isEmpty && !code.remedy.isEmpty)
            #expect(code.rawValue.hasPrefix("archive."))
        }
    }
}
