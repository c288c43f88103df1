import Basis
@testable import Git
import Glibc
import Testing

@Suite struct CheckoutTests {
    /// Fetches the project and checks out a commit of it.
    private func checkOut(_ project: Project, _ commit: ObjectID) async throws -> (CheckoutReport, String) {
        let clone = Clone(at: project.scratch.fresh("clone"))
        let directory = project.scratch.fresh("release")
        _ = try await clone.fetch(from: try project.upstream, until: .soon)
        return (try await clone.checkOut(commit, to: directory, until: .soon), directory)
    }

    private func refusal(_ project: Project, _ commit: ObjectID) async throws -> GitError? {
        let clone = Clone(at: project.scratch.fresh("clone"))
        let directory = project.scratch.fresh("release")
        _ = try await clone.fetch(from: try project.upstream, until: .soon)
        let error = await #expect(throws: GitError.self) {
            try await clone.checkOut(commit, to: directory, until: .soon)
        }
        #expect(access(directory, F_OK) != 0, "a refused checkout leaves nothing")
        return error
    }

    @Test func aTreeIsWrittenExactlyAsCommitted() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit("dir/sub/plain", "a\r\nb\n")
            try project.commit(".gitattributes", "* text=auto eol=crlf ident\nsecret export-ignore\n")
            try project.commit("secret", "$Id$\n")
            try scratch.write("#!/bin/sh\n", to: "\(project.path)/run", mode: 0o755)
            symlink("dir/sub", "\(project.path)/link")
            let commit = try project.commit(
                "lfs", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
            let (report, directory) = try await checkOut(project, commit)
            #expect(report.files == 6 && report.lfsPointers == ["lfs"] && report.commit == commit)
            for file in ["dir/sub/plain", ".gitattributes", "secret", "run", "lfs"] {
                let committed = try project.git("cat-file", "blob", "HEAD:\(file)")
                #expect(try Scratch.read("\(directory)/\(file)").hasPrefix(committed), "\(file)")
            }
            #expect(try Scratch.read("\(directory)/secret") == "$Id$\n")
            #expect(access("\(directory)/run", X_OK) == 0)
            let link = try Program.run(["readlink", "\(directory)/link"], in: scratch).output
            #expect(link == "dir/sub\n")
        }
    }

    @Test func anExistingDirectoryIsNeverTouched() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let commit = try project.commit()
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            mkdir("\(scratch.path)/release", 0o755)
            await #expect(
                throws: GitError.unwritable(path: "\(scratch.path)/release", why: "it exists already")
            ) {
                try await clone.checkOut(commit, to: "\(scratch.path)/release", until: .soon)
            }
        }
    }

    @Test(arguments: [
        ("100644", ".."), ("100644", ".git"), ("100644", ".GIT"), ("100644", "git~1"), ("100644", "a/b"),
        ("100644", "../evil"), ("100644", "/etc/evil"), ("100644", "."),
    ])
    func aHostileNameIsRefused(mode: String, name: String) async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            let commit = try project.commit(rawTree: [(mode, name, try project.blob("evil"))])
            guard case .unsafePath(let path, commit, _) = try await refusal(project, commit) else {
                Issue.record("not refused as an unsafe path")
                return
            }
            #expect(path == name)
        }
    }

    @Test func aFileIsNeverWrittenThroughALink() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit("inner/file", "evil\n")
            let tree = try project.id("HEAD:inner")
            let link = try project.blob(scratch.path)
            let commit = try project.commit(rawTree: [("120000", "a", link), ("40000", "a", tree)])
            let error = try await refusal(project, commit)
            #expect(error == .unsafePath("a", commit: commit, why: "the directory names it twice"))
            #expect(access("\(scratch.path)/file", F_OK) != 0)
        }
    }

    @Test(arguments: ["/etc/passwd", "../../outside", "sub/../../outside"])
    func aLinkThatLeadsOutIsNamed(target: String) async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            symlink(target, "\(project.path)/bad")
            let commit = try project.commit("other")
            guard case .unsafePath("bad", commit, let why) = try await refusal(project, commit) else {
                Issue.record("not refused")
                return
            }
            #expect(why.contains(target))
        }
    }

    @Test func submodulesAreRefusedWithPathAndLine() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit(
                ".gitmodules", "[submodule \"lib\"]\n\tpath = vendor/lib\n\turl = https://h/lib\n")
            let head = try project.id("HEAD")
            try project.git("update-index", "--add", "--cacheinfo", "160000,\(head),vendor/lib")
            try project.git("commit", "-q", "-m", "submodule")
            let commit = try project.id("HEAD")
            let error = try await refusal(project, commit)
            guard case .submodules(let modules, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(modules.map(\.path) == ["vendor/lib"] && modules.map(\.line) == [2])
            #expect(error?.diagnostic.what.contains("vendor/lib (.gitmodules line 2)") == true)
        }
    }

    @Test func aFullDiskIsTypedAndLeavesNothing() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let commit = try project.commit("big", String(repeating: "0123456789", count: 300_000))
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            let small = "\(scratch.path)/small"
            mkdir(small, 0o755)
            try Program.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small], in: scratch)
            defer { _ = try? Program.run(["umount", small], in: scratch) }
            let error = await #expect(throws: GitError.self) {
                try await clone.checkOut(commit, to: "\(small)/release", until: .soon)
            }
            guard case .diskFull = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try Program.run(["ls", "-A", small], in: scratch).output.isEmpty)
        }
    }

    @Test func aFullDiskEndsAFetchAndTheNextOneWorks() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try Program.run(
                ["bash", "-c", "head -c 3000000 /dev/urandom > \(project.path)/noise"], in: scratch)
            try project.commit()
            let small = "\(scratch.path)/small"
            mkdir(small, 0o755)
            try Program.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small], in: scratch)
            defer { _ = try? Program.run(["umount", small], in: scratch) }
            let clone = Clone(at: "\(small)/clone")
            let error = await #expect(throws: GitError.self) {
                try await clone.fetch(from: try project.upstream, until: .soon)
            }
            guard case .diskFull = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            try Program.run(["mount", "-o", "remount,size=50m", small], in: scratch)
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            try Program.run(["git", "-C", clone.path, "fsck"], in: scratch)
        }
    }
}
