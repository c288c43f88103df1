import Basis
import Git
import Testing

@Suite struct ReadingTests {
    /// A clone of a project with some history: v1.0.0 → v1.1.0-rc.1 → release-2.0.0, and a branch beside.
    private func withHistory(_ work: (Project, Clone) async throws -> Void) async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit("a", "1\n", "Begin")
            try project.git("tag", "v1.0.0")
            try project.git("checkout", "-q", "-b", "side")
            try project.commit("side", "s\n", "Go aside")
            try project.git("checkout", "-q", "main")
            try project.commit("b", "2\n", "Add b\n\nWith a reason")
            try project.git("tag", "-a", "-m", "rc", "v1.1.0-rc.1")
            try project.git("rm", "-q", "b")
            try project.commit("a", "3\n", "Change a, drop b")
            try project.git("tag", "release-2.0.0")
            try project.git("tag", "not-a-version")
            try project.git("tag", "v9-tree", "HEAD^{tree}")
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            try await work(project, clone)
        }
    }

    @Test func releasesAreInTheOrderOfTheirVersions() async throws {
        try await withHistory { _, clone in
            let all = try await clone.releases(matching: TagPattern("v*"), until: .soon)
            #expect(all.map(\.name) == ["v1.0.0", "v1.1.0-rc.1"])
            #expect(all.allSatisfy { $0.target.commit == $0.commit })
            #expect(try await clone.latest(matching: TagPattern("v*"), until: .soon)?.name == "v1.0.0")
            let latest = try await clone.latest(
                matching: TagPattern("v*"), preReleases: true, until: .soon)
            #expect(latest?.name == "v1.1.0-rc.1")
            let prefixed = try await clone.latest(matching: TagPattern("release-*"), until: .soon)
            #expect(prefixed?.name == "release-2.0.0" && prefixed?.version.core == [2, 0, 0])
            #expect(try await clone.latest(matching: TagPattern("x*"), until: .soon) == nil)
        }
    }

    @Test func anUnknownNameIsToldWithTheNearest() async throws {
        try await withHistory { _, clone in
            await #expect(throws: GitError.noSuchTag("v1.0.1", nearest: "v1.0.0", place: clone.path)) {
                try await clone.tag("v1.0.1", until: .soon)
            }
            await #expect(throws: GitError.noSuchBranch("mian", nearest: "main", place: clone.path)) {
                try await clone.branch("mian", until: .soon)
            }
            await #expect(throws: GitError.noSuchTag("a..b", nearest: nil, place: clone.path)) {
                try await clone.tag("a..b", until: .soon)
            }
        }
    }

    @Test func aRevisionIsATagABranchOrDigits() async throws {
        try await withHistory { project, clone in
            let head = try project.id("main")
            #expect(try await clone.commit("main", until: .soon) == head)
            #expect(try await clone.commit("release-2.0.0", until: .soon) == head)
            #expect(try await clone.commit("refs/tags/release-2.0.0", until: .soon) == head)
            #expect(try await clone.commit(head.short, until: .soon) == head)
            #expect(try await clone.commit("v1.1.0-rc.1", until: .soon) == project.id("v1.1.0-rc.1^{}"))
            for nonsense in ["abcdef", "0000000000", "HEAD~1", "", "v9-tree"] {
                await #expect(throws: GitError.noSuchCommit(nonsense, place: clone.path)) {
                    try await clone.commit(nonsense, until: .soon)
                }
            }
            try project.git("tag", "side", "main")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            let error = await #expect(throws: GitError.self) {
                try await clone.commit("side", until: .soon)
            }
            guard case .ambiguous("side", _, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func historyAndChangesLieBetweenTwoCommits() async throws {
        try await withHistory { project, clone in
            let (old, new) = (try project.id("v1.0.0"), try project.id("main"))
            let history = try await clone.history(from: old, to: new, atMost: 10, until: .soon)
            #expect(history.commits.map(\.subject) == ["Change a, drop b", "Add b"] && !history.isCut)
            #expect(
                history.commits[0].author.name == "Ada" && history.commits[0].committedAt > 1_600_000_000)
            let cut = try await clone.history(from: nil, to: new, atMost: 2, until: .soon)
            #expect(cut.commits.count == 2 && cut.isCut)
            let middle = try project.id("v1.1.0-rc.1^{}")
            let changes = try await clone.changes(from: middle, to: new, atMost: 10, until: .soon)
            #expect(
                changes.changes.map(\.path) == ["a", "b"]
                    && changes.changes.map(\.kind) == [.modified, .removed])
            let few = try await clone.changes(from: middle, to: new, atMost: 1, until: .soon)
            #expect(few.changes.count == 1 && few.isCut)
        }
    }

    @Test func aLongHistoryIsCutAndTold() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.fastImport(Streams.commits(2000))
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            let head = try project.id("main")
            let cut = try await clone.history(from: nil, to: head, atMost: 500, until: .soon)
            #expect(cut.isCut && cut.commits.count == 500)
            #expect(
                cut.commits.first?.subject == "Change 2000" && cut.commits.last?.subject == "Change 1501")
            let whole = try await clone.history(from: nil, to: head, atMost: 2000, until: .soon)
            #expect(!whole.isCut && whole.commits.count == 2000)
        }
    }

    @Test func ancestryIsAnsweredAsGitDoes() async throws {
        try await withHistory { project, clone in
            let (root, main, side) = (
                try project.id("v1.0.0"), try project.id("main"), try project.id("side")
            )
            #expect(try await clone.isAncestor(root, of: main, until: .soon))
            #expect(try await clone.isAncestor(main, of: main, until: .soon))
            #expect(try await !clone.isAncestor(main, of: root, until: .soon))
            #expect(try await !clone.isAncestor(side, of: main, until: .soon))
            #expect(try await clone.mergeBase(side, main, until: .soon) == root)
        }
    }

    @Test func oneFileIsReadWithoutACheckout() async throws {
        try await withHistory { project, clone in
            let commit = try project.id("main")
            let bytes = try await clone.file("a", in: commit, atMost: ByteCount(10), until: .soon)
            #expect(bytes == Array("3\n".utf8))
            await #expect(throws: GitError.tooLarge(what: "a", limit: "1 B")) {
                try await clone.file("a", in: commit, atMost: ByteCount(1), until: .soon)
            }
            for path in ["b", "../a", "/a", "a/b", ""] {
                let error = await #expect(throws: GitError.self) {
                    try await clone.file(path, in: commit, atMost: ByteCount(10), until: .soon)
                }
                guard case .noSuchPath = error else {
                    Issue.record("\(path): \(String(describing: error))")
                    continue
                }
            }
            let entries = try await clone.entries(of: "", in: commit, until: .soon)
            #expect(entries.map(\.path) == ["a"] && entries.map(\.kind) == [.file(executable: false)])
        }
    }

    @Test func aCloneThatIsNoneIsCorrupt() async throws {
        try await Scratch.with { scratch in
            let clone = Clone(at: scratch.path)
            let error = await #expect(throws: GitError.self) { try await clone.tag("v1", until: .soon) }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func aDamagedPackIsCorrupt() async throws {
        try await withHistory { project, clone in
            let commit = try project.id("main")
            try Program.run(
                [
                    "bash", "-c",
                    "cd \(clone.path)/objects/pack && chmod +w *.pack && "
                        + "dd if=/dev/zero of=$(ls *.pack) bs=1 "
                        + "seek=12 count=$(($(stat -c %s *.pack) - 32)) conv=notrunc",
                ], in: project.scratch)
            let error = await #expect(throws: GitError.self) {
                try await clone.history(from: nil, to: commit, atMost: 10, until: .soon)
            }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
