import Archives
import Basis
import Glibc
import Testing

/// A directory as `docker build` would send it.
struct BuildContextTests {
    private func names(_ scratch: Scratch, _ context: BuildContext) async throws -> [String] {
        try await contents(of: try await context.stream().all()).map { $0.0.name.description }
    }

    @Test
    func theIgnoreFileDecidesAndTheBuildersFilesGoAlways() async throws {
        try await Scratch.with { scratch in
            for name in [
                "Dockerfile", "main.go", "node_modules/a/b.js", "docs/a.md", "docs/README.md", "dir/sub/keep",
            ] {
                scratch.write(name, name)
            }
            scratch.write("dir/sub/drop", "")
            scratch.write(
                ".dockerignore",
                "# comment\nnode_modules\n*.md\ndocs\n!docs/README.md\n"
                    + "dir\n!dir/sub/keep\nDockerfile\n.dockerignore\n"
            )
            let context = try BuildContext(directory: scratch.path)
            #expect(context.dockerfile == "Dockerfile" && context.ignoreFile == ".dockerignore")
            #expect(
                try await names(scratch, context) == [
                    ".dockerignore", "Dockerfile", "dir/", "dir/sub/",
                    "dir/sub/keep", "docs/",
                    "docs/README.md", "main.go",
                ])
        }
    }

    @Test
    func theDockerfilesOwnIgnoreFileComesFirst() async throws {
        try await Scratch.with { scratch in
            scratch.write("build/web.Dockerfile", "FROM scratch")
            scratch.write("build/web.Dockerfile.dockerignore", "a\nbuild\n")
            scratch.write(".dockerignore", "b\n")
            scratch.write("a", "")
            scratch.write("b", "")
            let context = try BuildContext(directory: scratch.path, dockerfile: "./build/web.Dockerfile")
            #expect(context.dockerfile == "build/web.Dockerfile")
            #expect(context.ignoreFile == "build/web.Dockerfile.dockerignore")
            let found = try await names(scratch, context)
            #expect(found == [".dockerignore", "b", "build/", "build/web.Dockerfile"])
        }
    }

    @Test
    func aLowerCaseDockerfileIsFoundAndAMissingOneSaid() async throws {
        try await Scratch.with { scratch in
            #expect(throws: ArchiveError.notFound(name: ArchiveName("Dockerfile"))) {
                _ = try BuildContext(directory: scratch.path)
            }
            scratch.write("dockerfile", "FROM scratch")
            let found = try BuildContext(directory: scratch.path)
            #expect(found.dockerfile == "dockerfile")
            #expect(throws: ArchiveError.notFound(name: ArchiveName("../x"))) {
                _ = try BuildContext(directory: scratch.path, dockerfile: "../x")
            }
        }
    }

    @Test
    func theSameTreeGivesTheSameBytesWhoeverOwnsIt() async throws {
        try await Scratch.with { scratch in
            func make(_ root: String, _ order: [String], owner: uid_t) throws -> BuildContext {
                for name in order { scratch.write("\(root)/\(name)", "content of \(name)", mode: 0o750) }
                symlink("b", scratch.sub("\(root)/link"))
                chown(scratch.sub("\(root)/b"), owner, owner)
                try Program.run(
                    "find", [root, "-exec", "touch", "-h", "-d", "@1600000000.5", "{}", "+"], in: scratch.path
                )
                return try BuildContext(directory: scratch.sub(root))
            }
            let first = try make("one", ["Dockerfile", "b", "c/d"], owner: 0)
            let second = try make("two", ["c/d", "b", "Dockerfile"], owner: 1234)
            let bytes = try await first.stream().all()
            #expect(try await second.stream().all() == bytes)
            let entries = try await contents(of: bytes).map(\.0)
            #expect(entries.allSatisfy { $0.owner == .root && $0.modified == .init(seconds: 1_600_000_000) })
            #expect(entries.first { $0.name == ArchiveName("b") }?.mode == 0o750)
            #expect(
                entries.first { $0.name == ArchiveName("link") }?.kind == .symlink(target: ArchiveName("b")))
            scratch.write("ours.tar", bytes)
            try Program.run("tar", ["-tf", "ours.tar"], in: scratch.path)
        }
    }

    @Test
    func socketsAreLeftOutAndTold() async throws {
        try await Scratch.with { scratch in
            scratch.write("Dockerfile", "")
            let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(listener) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: scratch.sub("socket").utf8) }
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            #expect(bound == 0)
            let told = Guarded<[ArchiveName]>([])
            let context = try BuildContext(directory: scratch.path)
            let bytes = try await context.stream(skipped: { name in told.withLock { $0.append(name) } }).all()
            #expect(told.withLock { $0 } == [ArchiveName("socket")])
            #expect(try await contents(of: bytes).map(\.0.name) == [ArchiveName("Dockerfile")])
        }
    }

    @Test
    func aBadPatternIsSaidWithItsLine() async throws {
        try await Scratch.with { scratch in
            scratch.write("Dockerfile", "")
            scratch.write(".dockerignore", "fine\n[z-a]\n")
            let error = await archiveError { _ = try BuildContext(directory: scratch.path) }
            guard case .badIgnorePattern(let line, let span, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(line == "[z-a]" && span.description == ".dockerignore:2:1")
        }
    }
}
