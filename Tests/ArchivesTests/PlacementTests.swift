import Archives
import Basis
import Glibc
import Testing

/// Where an extraction ends up, and what is said when it does not get there.
struct PlacementTests {
    private func archive(_ names: [String]) async throws -> [UInt8] {
        try await TarStream(of: names.map { .file($0, Array($0.utf8)) }).all()
    }

    @Test
    func aWholeArchiveAppearsAtOnceUnderItsName() async throws {
        try await Scratch.with { scratch in
            let bytes = try await archive(["a", "b/c"])
            let report = try await Extraction().unpackWhole(BytesInMemory(bytes), as: scratch.sub("app"))
            #expect(report.entries == 2 && report.bytes == ByteCount(4) && report.isKept)
            #expect(scratch.text("app/b/c") == "b/c")
            #expect(try Program.run("ls", ["-A", scratch.path]) == "app\n")
            #expect(scratch.status("app")?.st_mode == S_IFDIR | 0o755)
        }
    }

    @Test
    func anArchiveThatIsCutLeavesNothing() async throws {
        try await Scratch.with { scratch in
            let bytes = try await archive(["a", "b/c"])
            do {
                _ = try await Extraction().unpackWhole(
                    BytesInMemory(Array(bytes.dropLast(1024))), as: scratch.sub("app"))
                Issue.record("taken for whole")
            } catch let failure as ExtractionFailure {
                #expect((failure.cause as? ArchiveError)?.code == .truncated)
                #expect(failure.written.entries == 2 && !failure.written.isKept)
                #expect(failure.diagnostic.why?.contains("nothing was left") == true)
            }
            #expect(try Program.run("ls", ["-A", scratch.path]) == "")
        }
    }

    @Test
    func whatIsThereIsNotReplaced() async throws {
        try await Scratch.with { scratch in
            scratch.write("app/old", "old")
            let bytes = try await archive(["a"])
            let error = await archiveError {
                _ = try await Extraction().unpackWhole(BytesInMemory(bytes), as: scratch.sub("app/"))
            }
            #expect(error == .occupied(path: scratch.sub("app/")))
            #expect(try Program.run("find", ["app"], in: scratch.path) == "app\napp/old\n")
        }
    }

    @Test
    func aFailureSaysWhatWasWrittenAndStays() async throws {
        try await Scratch.with { scratch in
            var tar = RawTar()
            tar.add("a", "12345")
            tar.add("../b", "6")
            do {
                _ = try await Extraction().unpack(BytesInMemory(tar.whole), into: scratch.sub("out"))
                Issue.record("accepted")
            } catch let failure as ExtractionFailure {
                #expect(failure.written.entries == 1 && failure.written.bytes == ByteCount(5))
                #expect(failure.written.last == ArchiveName("../b") && failure.written.isKept)
                #expect(failure.diagnostic.why?.contains("1 entries (5 B)") == true)
            }
            #expect(scratch.text("out/a") == "12345")
        }
    }

    @Test
    func placesThatCannotBeWrittenAreNamed() async throws {
        let bytes = try await archive(["a"])
        let missing = await archiveError {
            _ = try await Extraction().unpack(BytesInMemory(bytes), into: "/nowhere/at/all")
        }
        #expect(missing == .notFound(name: ArchiveName("/nowhere/at/all")))
        let refused = await archiveError {
            _ = try await Extraction().unpack(BytesInMemory(bytes), into: "/sys/belay")
        }
        #expect(refused?.code == .permission)
        let source = await archiveError { _ = try await TarStream(of: "/nowhere/at/all").all() }
        #expect(source == .notFound(name: ArchiveName("/nowhere/at/all")))
    }

    @Test
    func attributesComeBackWhenAskedFor() async throws {
        let attributes = ["user.note": Array("kept".utf8), "security.evil": [1]]
        let entry = ArchiveEntry(ArchiveName("a"), .file(size: 0), attributes: attributes)
        let bytes = try await TarStream(of: [ArchiveItem(entry)]).all()
        #expect(try await contents(of: bytes).first?.0.attributes == attributes)
        try await Scratch.with { scratch in
            _ = try await Extraction(ExtractionRules(keepsAttributes: true))
                .unpack(BytesInMemory(bytes), into: scratch.sub("out"))
            let again = try await TarStream(of: scratch.sub("out")).all()
            #expect(try await contents(of: again).first?.0.attributes == ["user.note": Array("kept".utf8)])
        }
    }
}
