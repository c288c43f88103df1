import Archives
import Basis
import Glibc
import Testing

/// Both ways between us and the `tar` program.
struct TarAgainstGNUTests {
    /// Names, sizes and times that need more than the oldest tar has.
    private func makeTree(_ scratch: Scratch, _ root: String) throws {
        scratch.write("\(root)/plain.txt", "hello\n", mode: 0o640)
        scratch.write("\(root)/tool", "#!/bin/sh\n", mode: 0o755)
        scratch.write("\(root)/empty", "")
        scratch.write("\(root)/dir/inner/deep.txt", "deep")
        let long = (0..<12).map { "a-rather-long-directory-name-\($0)" }.joined(separator: "/")
        scratch.write("\(root)/\(long)/\(String(repeating: "n", count: 150)).txt", "long")
        scratch.write("\(root)/ünïcode-☺.txt", "smile")
        symlink("plain.txt", scratch.sub("\(root)/link"))
        symlink(String(repeating: "x/", count: 80) + "end", scratch.sub("\(root)/long-link"))
        link(scratch.sub("\(root)/plain.txt"), scratch.sub("\(root)/same.txt"))
        let hole = open(scratch.sub("\(root)/sparse"), O_WRONLY | O_CREAT, 0o600)
        pwrite(hole, "start", 5, 0)
        pwrite(hole, "middle", 6, 5 << 20)
        ftruncate(hole, 20 << 20)
        close(hole)
        let nothing = open(scratch.sub("\(root)/all-hole"), O_WRONLY | O_CREAT, 0o600)
        ftruncate(nothing, 3 << 20)
        close(nothing)
        try Program.run(
            "find", [root, "-exec", "touch", "-h", "-d", "2021-03-04 05:06:07", "{}", "+"], in: scratch.path)
    }

    /// Mode, size, time, link target and name of everything, as `find` sees it.
    private func listing(_ scratch: Scratch, _ root: String) throws -> String {
        let found = try Program.run(
            "find", [".", "-mindepth", "1", "-printf", "%M %s %T@ %P -> %l\\n"], in: scratch.sub(root))
        // A directory's own size is the file system's business.
        return found.split(separator: "\n").filter { !$0.hasPrefix("d") }.sorted().joined(separator: "\n")
    }

    @Test(arguments: ["gnu", "pax", "posix"])
    func readsWhatGNUTarMakes(format: String) async throws {
        try await Scratch.with { scratch in
            try makeTree(scratch, "tree")
            try Program.run(
                "tar", ["--format=\(format)", "-Scf", "made.tar", "-C", "tree", "."], in: scratch.path)
            let archive = try #require(scratch.read("made.tar"))
            let report = try await Extraction().unpack(BytesInMemory(archive), into: scratch.sub("out"))
            #expect(report.entries > 20)
            #expect(try listing(scratch, "out") == listing(scratch, "tree"))
            try Program.run("diff", ["-r", "--no-dereference", "tree", "out"], in: scratch.path)
            let sparse = try #require(scratch.status("out/sparse"))
            #expect(sparse.st_blocks * 512 < 1 << 20, "the hole became blocks")
        }
    }

    @Test(arguments: [Compression.none, .gzip, .zstd])
    func gnuTarReadsWhatWeMake(compression: Compression) async throws {
        try await Scratch.with { scratch in
            try makeTree(scratch, "tree")
            let archive = try await TarStream(of: scratch.sub("tree"), TreeOptions(), compression).all()
            #expect(archive.count < 1 << 20, "holes were written out")
            scratch.write("ours.tar", archive)
            scratch.directory("out")
            let how = compression == .none ? "--no-auto-compress" : compression == .gzip ? "--gzip" : "--zstd"
            try Program.run("tar", [how, "-xpf", "ours.tar", "-C", "out"], in: scratch.path)
            #expect(try listing(scratch, "out") == listing(scratch, "tree"))
            try Program.run("diff", ["-r", "--no-dereference", "tree", "out"], in: scratch.path)
        }
    }

    @Test
    func gnuTarListsOursAsItListsItsOwn() async throws {
        try await Scratch.with { scratch in
            try makeTree(scratch, "tree")
            scratch.write("ours.tar", try await TarStream(of: scratch.sub("tree")).all())
            try Program.run(
                "tar", ["--format=pax", "-Scf", "theirs.tar", "--sort=name", "-C", "tree", "."],
                in: scratch.path)
            func list(_ name: String) throws -> [String] {
                try Program.run("tar", ["--numeric-owner", "--full-time", "-tvf", name], in: scratch.path)
                    .replacing(" ./", with: " ").split(separator: "\n").map(String.init)
                    .filter { !$0.hasPrefix("d") }.map { $0.split(separator: " ").joined(separator: " ") }
                    .sorted()
            }
            #expect(try list("ours.tar") == list("theirs.tar"))
        }
    }

    @Test
    func aNameThatIsNoUTF8StaysAsItIs() async throws {
        let name = ArchiveName(bytes: [0x61, 0xFF, 0xFE, 0x62])
        let archive = try await TarStream(of: [ArchiveItem(ArchiveEntry(name, .file(size: 1)), .bytes([65]))])
            .all()
        #expect(try await contents(of: archive).map(\.0.name) == [name])
        #expect(name.description == "a\\xff\\xfeb")
        try await Scratch.with { scratch in
            _ = try await Extraction().unpack(BytesInMemory(archive), into: scratch.sub("out"))
            for format in ["gnu", "pax"] {
                try Program.run(
                    "tar", ["--format=\(format)", "-cf", "theirs.tar", "-C", "out", "."], in: scratch.path)
                let theirs = try await contents(of: try #require(scratch.read("theirs.tar")))
                #expect(theirs.last?.0.name.bytes.suffix(4) == name.bytes[...], "\(format)")
            }
        }
    }

    @Test
    func sizesBeyondEightGigabytesAndOwnersBeyondOctalAreKept() async throws {
        try await Scratch.with { scratch in
            scratch.directory("tree")
            let hole = open(scratch.sub("tree/huge"), O_WRONLY | O_CREAT, 0o600)
            ftruncate(hole, 9 << 30)
            close(hole)
            chown(scratch.sub("tree/huge"), 3_000_000, 3_000_001)
            let archive = try await TarStream(of: scratch.sub("tree")).all()
            scratch.write("ours.tar", archive)
            let listed = try Program.run("tar", ["--numeric-owner", "-tvf", "ours.tar"], in: scratch.path)
            #expect(listed.contains("\(9 << 30)") && listed.contains("3000000/3000001"))
            _ = try await Extraction(ExtractionRules(keepsOwners: true))
                .unpack(BytesInMemory(archive), into: scratch.sub("out"))
            let status = try #require(scratch.status("out/huge"))
            #expect(status.st_size == 9 << 30 && status.st_uid == 3_000_000 && status.st_blocks < 100)
        }
    }
}
