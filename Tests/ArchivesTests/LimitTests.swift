import Archives
import Basis
import Glibc
import Testing

/// An archive is believed only so far, and says so when it is not.
struct LimitTests {
    private func refusal(_ bytes: [UInt8], _ limits: ArchiveLimits) async throws -> ArchiveError? {
        try await Scratch.with { scratch in
            let unpacked = await archiveError {
                _ = try await Extraction(ExtractionRules(limits: limits))
                    .unpack(BytesInMemory(bytes), into: scratch.sub("out"))
            }
            let read = await archiveError {
                let reader = ArchiveReader(BytesInMemory(bytes), limits: limits)
                while try await reader.nextEntry() != nil {}
            }
            if case .limitExceeded(.entries, _, _)? = unpacked { return unpacked }
            #expect(read == unpacked)
            return unpacked
        }
    }

    @Test
    func moreBytesThanAllowedAreRefusedBeforeTheyAreRead() async throws {
        var tar = RawTar()
        tar.add("a", "12345")
        tar.add("b", "123456")
        #expect(try await refusal(tar.whole, ArchiveLimits(bytes: ByteCount(11))) == nil)
        let error = try await refusal(tar.whole, ArchiveLimits(bytes: ByteCount(10)))
        #expect(error == .limitExceeded(.bytes, limit: 10, entry: ArchiveName("b")))
        var liar = RawTar()
        liar.add("huge", declared: 0o77_777_777_777)
        let huge = try await refusal(liar.whole, ArchiveLimits(bytes: .gibibytes(1)))
        #expect(huge == .limitExceeded(.bytes, limit: 1 << 30, entry: ArchiveName("huge")))
    }

    @Test
    func directoriesMadeOnTheWayCountAsEntries() async throws {
        var tar = RawTar()
        tar.add("a/b/c/d/e/f", "x")
        #expect(try await refusal(tar.whole, ArchiveLimits(entries: 6)) == nil)
        let error = try await refusal(tar.whole, ArchiveLimits(entries: 5))
        #expect(error == .limitExceeded(.entries, limit: 5, entry: ArchiveName("a/b/c/d/e")))
    }

    @Test
    func longNamesAreRefused() async throws {
        let name = ArchiveName((0..<30).map { "part-\($0)" }.joined(separator: "/"))
        let tar = try await TarStream(of: [ArchiveItem(ArchiveEntry(name, .file(size: 0)))]).all()
        #expect(try await refusal(tar, ArchiveLimits(pathLength: name.bytes.count)) == nil)
        let error = try await refusal(tar, ArchiveLimits(pathLength: name.bytes.count - 1))
        #expect(error == .limitExceeded(.pathLength, limit: Int64(name.bytes.count - 1), entry: name))
    }

    @Test(arguments: [Compression.gzip(level: 9), .zstd(level: 3, threads: 1)])
    func aBombIsStopped(compression: Compression) async throws {
        let zeros = Zeros(count: 200 << 20)
        let bomb = ArchiveItem(ArchiveEntry(ArchiveName("bomb"), .file(size: 200 << 20)), .stream(zeros))
        let packed = try await TarStream(of: [bomb], compression).all()
        #expect(packed.count < 1 << 20)
        try await Scratch.with { scratch in
            let error = await archiveError {
                _ = try await Extraction().unpack(BytesInMemory(packed), into: scratch.sub("out"))
            }
            #expect(error == .limitExceeded(.ratio, limit: 250, entry: ArchiveName("bomb")))
            #expect((scratch.status("out/bomb")?.st_blocks ?? 0) * 512 < 100 << 20)
        }
    }

    @Test
    func aHardLinkWithContentAndANestTooDeepAreRefused() async throws {
        var tar = RawTar()
        tar.add("a", "1")
        tar.add("b", type: "1", "12345", link: "a")
        // The library may drop such a size by itself; what counts is that nothing is passed over unmeasured.
        let linked = try await refusal(tar.whole, ArchiveLimits())
        #expect(linked == nil || linked?.code == .corrupt)
        let name = ArchiveName(String(repeating: "d/", count: 300) + "f")
        let deep = try await TarStream(of: [ArchiveItem(ArchiveEntry(name, .file(size: 0)))]).all()
        try await Scratch.with { scratch in
            let error = await archiveError {
                _ = try await Extraction().unpackWhole(BytesInMemory(deep), as: scratch.sub("out"))
            }
            #expect(error == .limitExceeded(.depth, limit: 256, entry: name))
        }
    }
}
