import Archives
import Basis
import Glibc
import Testing

/// Nothing that an archive says leads out of the directory it is unpacked into.
struct EscapeTests {
    /// Unpacks into `out`, beside which lies a file and a directory that must stay as they are.
    private func unpack(
        _ tar: RawTar, _ rules: ExtractionRules = ExtractionRules(), prepare: (Scratch) -> Void = { _ in }
    ) async throws -> ArchiveError? {
        try await Scratch.with { scratch in
            scratch.write("victim", "untouched")
            scratch.directory("outside")
            scratch.directory("out")
            prepare(scratch)
            let before = try Program.run(
                "find", [".", "-path", "./out", "-prune", "-o", "-print"], in: scratch.path)
            let error = await archiveError {
                _ = try await Extraction(rules).unpack(BytesInMemory(tar.whole), into: scratch.sub("out"))
            }
            let after = try Program.run(
                "find", [".", "-path", "./out", "-prune", "-o", "-print"], in: scratch.path)
            #expect(after == before)
            #expect(scratch.text("victim") == "untouched")
            #expect(scratch.status("victim")?.st_nlink == 1)
            return error
        }
    }

    @Test(arguments: [
        "../victim", "a/../../victim", "..", "a/..", "./../victim", "a/b/../../../victim", "..//victim",
    ])
    func aNameWithDotsIsRefused(name: String) async throws {
        var tar = RawTar()
        tar.add(name, "evil")
        #expect(try await unpack(tar) == .escape(.parentReference, entry: ArchiveName(name)))
    }

    @Test(arguments: ["/etc/belay-was-here", "//victim", "/"])
    func anAbsoluteNameIsRefused(name: String) async throws {
        var tar = RawTar()
        tar.add(name, "evil")
        #expect(try await unpack(tar) == .escape(.absolutePath, entry: ArchiveName(name)))
    }

    @Test
    func nothingIsWrittenThroughALinkOfTheArchive() async throws {
        for (target, name) in [
            ("../outside", "link/file"), ("/tmp", "link/belay-x"), ("inside", "link/file"),
        ] {
            var tar = RawTar()
            tar.add("inside", type: "5", mode: 0o755)
            tar.add("link", type: "2", link: target)
            tar.add(name, "evil")
            let error = try await unpack(tar, ExtractionRules(symlinks: .any))
            #expect(error == .escape(.throughSymlink, entry: ArchiveName(name)), "\(target)")
        }
    }

    @Test
    func aFileDoesNotReplaceWhatALinkOfItsNamePointsTo() async throws {
        for collision in [ExtractionRules.Collision.refuse, .replace] {
            var tar = RawTar()
            tar.add("link", type: "2", link: "../victim")
            tar.add("link", "evil")
            let error = try await unpack(tar, ExtractionRules(collision: collision, symlinks: .any))
            #expect(error == (collision == .refuse ? .duplicate(entry: ArchiveName("link")) : nil))
        }
    }

    @Test
    func aDirectoryIsNotTakenForALinkOfItsName() async throws {
        var tar = RawTar()
        tar.add("link", type: "2", link: "../outside")
        tar.add("link", type: "5", mode: 0o700)
        let error = try await unpack(tar, ExtractionRules(collision: .replace, symlinks: .any))
        #expect(error == .escape(.throughSymlink, entry: ArchiveName("link")))
    }

    @Test
    func aLinkThatWasThereBeforeIsNotFollowed() async throws {
        var tar = RawTar()
        tar.add("old/file", "evil")
        let error = try await unpack(tar, ExtractionRules(collision: .replace)) { scratch in
            symlink("../outside", scratch.sub("out/old"))
        }
        #expect(error == .escape(.throughSymlink, entry: ArchiveName("old/file")))
    }

    @Test(arguments: [
        ("link", "../victim"), ("link", "/etc/passwd"), ("a/b/link", "../../../victim"),
        ("link", "a/../../victim"),
        ("a/link", "b/../.."), ("link", ".."), ("link", "./.."), ("link", ""),
    ])
    func aLinkThatPointsOutsideIsRefused(name: String, target: String) async throws {
        var tar = RawTar()
        tar.add(name, type: "2", link: target)
        let error = try await unpack(tar)
        // An empty target is no link at all to the library.
        if target.isEmpty {
            #expect(error != nil)
        } else {
            #expect(error == .escape(.symlinkTarget, entry: ArchiveName(name)))
        }
    }

    @Test
    func aChainOfLinksThatEachStayInsideCannotBeBuiltToLeadOut() async throws {
        var tar = RawTar()
        tar.add("a/b/c/up", type: "2", link: "../../..")
        tar.add("out", type: "2", link: "a/b/c/up/..")
        #expect(try await unpack(tar) == .escape(.symlinkTarget, entry: ArchiveName("out")))
    }

    @Test(arguments: [
        "../victim", "/etc/passwd", "link", "link/victim", "missing", "dir", "a/../../victim", "",
    ])
    func aHardLinkToAnythingButAFileInsideIsRefused(target: String) async throws {
        var tar = RawTar()
        tar.add("link", type: "2", link: "..")
        tar.add("dir", type: "5", mode: 0o755)
        tar.add("stolen", type: "1", link: target)
        let error = try await unpack(tar, ExtractionRules(symlinks: .any))
        if target.isEmpty {
            #expect(error != nil)
        } else {
            #expect(error == .escape(.hardLinkTarget, entry: ArchiveName("stolen")))
        }
    }

    @Test(arguments: [Character("3"), "4", "6"])
    func devicesAndPipesAreRefusedUnlessAllowed(type: Character) async throws {
        var tar = RawTar()
        tar.add("special", type: type, major: 1, minor: 3)
        #expect(try await unpack(tar) == .specialFile(entry: ArchiveName("special")))
        try await Scratch.with { scratch in
            _ = try await Extraction(ExtractionRules(allowsSpecialFiles: true))
                .unpack(BytesInMemory(tar.whole), into: scratch.sub("out"))
            let status = try #require(scratch.status("out/special"))
            #expect(status.st_mode & S_IFMT == (type == "6" ? S_IFIFO : type == "3" ? S_IFCHR : S_IFBLK))
            if type != "6" { #expect(status.st_rdev == 1 << 8 | 3) }
        }
    }

    @Test
    func setUserBitsAreDroppedUnlessAskedFor() async throws {
        var tar = RawTar()
        tar.add("tool", "x", mode: 0o6755)
        tar.add("dir", type: "5", mode: 0o3777)
        for (keeps, file, directory) in [(false, mode_t(0o755), mode_t(0o777)), (true, 0o6755, 0o3777)] {
            try await Scratch.with { scratch in
                _ = try await Extraction(ExtractionRules(keepsSpecialBits: keeps))
                    .unpack(BytesInMemory(tar.whole), into: scratch.sub("out"))
                #expect(try #require(scratch.status("out/tool")).st_mode & 0o7777 == file)
                #expect(try #require(scratch.status("out/dir")).st_mode & 0o7777 == directory)
            }
        }
    }

    @Test
    func namesThatDifferInCaseAreTwoFilesAndTheSameNameTwiceIsRefused() async throws {
        var tar = RawTar()
        tar.add("Name", "1")
        tar.add("name", "2")
        #expect(try await unpack(tar) == nil)
        tar.add("./name", "3")
        #expect(try await unpack(tar) == .duplicate(entry: ArchiveName("./name")))
        #expect(try await unpack(tar, ExtractionRules(collision: .replace)) == nil)
    }

    @Test
    func aFileWhereADirectoryIsNeededIsRefused() async throws {
        var tar = RawTar()
        tar.add("a", "1")
        tar.add("a/b", "2")
        #expect(try await unpack(tar) == .duplicate(entry: ArchiveName("a/b")))
    }
}
