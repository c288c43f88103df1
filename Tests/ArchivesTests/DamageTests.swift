import Archives
import Basis
import Glibc
import Testing

/// Whatever is done to an archive, it never traps, never writes outside and never looks whole when it is cut.
struct DamageTests {
    private var sample: [UInt8] {
        var tar = RawTar()
        tar.add("dir", type: "5", mode: 0o755)
        tar.add("dir/file", String(repeating: "content ", count: 90))
        tar.add("link", type: "2", link: "dir/file")
        tar.add("hard", type: "1", link: "dir/file")
        tar.add("last", "z")
        return tar.whole
    }

    /// Unpacks into a fresh directory inside `scratch` and checks that nothing but it is new.
    private func unpack(_ bytes: [UInt8], _ scratch: Scratch, _ about: String) async throws -> Bool {
        // Small limits: a damaged size must not become a real one.
        let limits = ArchiveLimits(bytes: .mebibytes(1), entries: 50)
        var failed = false
        do {
            _ = try await Extraction(
                ExtractionRules(limits: limits, collision: .replace, allowsSpecialFiles: false)
            )
            .unpack(BytesInMemory(bytes), into: scratch.sub("cage/out"))
        } catch let failure as ExtractionFailure {
            failed = true
            #expect(failure.cause is ArchiveError, "\(about): \(failure.cause)")
            #expect(!failure.diagnostic.remedy.isEmpty)
        }
        let names = try #require(list(scratch.path))
        #expect(names == ["cage"], "\(about)")
        #expect(try #require(list(scratch.sub("cage"))) == ["out"], "\(about)")
        try Program.run("rm", ["-rf", scratch.sub("cage/out")])
        return !failed
    }

    private func list(_ path: String) -> [String]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    @Test
    func everyTruncationOfATarIsAnError() async throws {
        let whole = sample
        try await Scratch.with { scratch in
            // One of the two empty blocks is enough of an end; everything before is needed.
            for count in 0..<(whole.count - 1024 + 512) {
                let error = await archiveError {
                    _ = try await contents(of: Array(whole.prefix(count)), pieceSize: 999)
                }
                #expect(error != nil, "cut to \(count) of \(whole.count)")
            }
            scratch.directory("cage")
            for count in stride(from: 0, to: whole.count - 512, by: 61) {
                let isWhole = try await unpack(Array(whole.prefix(count)), scratch, "cut to \(count)")
                #expect(!isWhole)
            }
        }
    }

    @Test(arguments: [Compression.gzip, .zstd(level: 3, threads: 1)])
    func everyTruncationOfACompressedTarIsAnErrorOrWhole(compression: Compression) async throws {
        let items = [ArchiveItem.file("a", Array("some content".utf8)), .file("b", [1, 2, 3])]
        let packed = try await TarStream(of: items, compression).all()
        for count in 0..<packed.count {
            do {
                let found = try await contents(of: Array(packed.prefix(count)))
                #expect(found.map(\.1) == [Array("some content".utf8), [1, 2, 3]], "cut to \(count)")
            } catch {
                #expect(error is ArchiveError)
            }
        }
    }

    @Test
    func everySplitOfAnArchiveReadsTheSame() async throws {
        let whole = sample
        let expected = try await contents(of: whole)
        for size in [1, 2, 3, 7, 511, 512, 513, 1024, 100_000] {
            let found = try await contents(of: whole, pieceSize: size)
            #expect(
                found.map(\.0) == expected.map(\.0) && found.map(\.1) == expected.map(\.1),
                "pieces of \(size)")
        }
        for cut in stride(from: 1, to: whole.count, by: 37) {
            let reader = ArchiveReader(BytesInMemory(pieces: [Array(whole[..<cut]), Array(whole[cut...])]))
            var names: [ArchiveName] = []
            while let entry = try await reader.nextEntry() { names.append(entry.name) }
            #expect(names == expected.map(\.0.name), "cut at \(cut)")
        }
    }

    @Test
    func everyByteOfAHeaderCanBeWrongWithoutHarm() async throws {
        let whole = sample
        try await Scratch.with { scratch in
            scratch.directory("cage")
            // Every byte of the headers of a directory, a file and a link; content cannot lead anywhere.
            let headers = Array(0..<1024) + Array(1024 + 1024..<1024 + 2048)
            for index in headers where index % 3 == 0 || (index % 512) > 150 && (index % 512) < 165 {
                for value in [UInt8(0), whole[index] ^ 1, 0xFF] where value != whole[index] {
                    var damaged = whole
                    damaged[index] = value
                    RawTar.fixChecksum(&damaged, at: index / 512 * 512)
                    _ = try await unpack(damaged, scratch, "byte \(index) = \(value)")
                }
            }
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func randomMutationsDoNoHarm(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let tar = sample
        let items = [ArchiveItem.file("a/b", Array("some content".utf8)), .file("c", [1, 2, 3])]
        let samples = [
            tar, try await TarStream(of: items, .gzip).all(),
            try await TarStream(of: items, .zstd(level: 3, threads: 1)).all(),
        ]
        try await Scratch.with { scratch in
            scratch.directory("cage")
            for round in 0..<120 {
                var bytes = samples[round % samples.count]
                for _ in 0...Int.random(in: 0..<4, using: &random) {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    switch random.next() % 4 {
                    case 0: bytes[index] = UInt8(truncatingIfNeeded: random.next())
                    case 1: bytes.remove(at: index)
                    case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
                    default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &random))
                    }
                }
                _ = try await unpack(bytes, scratch, "seed \(seed), round \(round)")
            }
        }
    }

    @Test
    func whatIsNoArchiveIsSaidToBeNone() async throws {
        for bytes in [[], Array("just a text, no archive".utf8), [UInt8](repeating: 0xAA, count: 5000)] {
            let error = await archiveError { _ = try await contents(of: bytes) }
            let isFitting = error?.code == .unknownFormat || error?.code == .truncated
            #expect(isFitting, "\(String(describing: error))")
        }
        let error = await archiveError {
            _ = try await DecompressedStream(BytesInMemory(Array("no gzip".utf8)), .gzip).all()
        }
        #expect(error?.code == .unknownFormat)
    }
}
