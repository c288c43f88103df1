import Basis
import Glibc
import Testing

@testable import Git

@Suite struct ManyNamesTests {
    private func names(_ path: String, _ scratch: Scratch) throws -> String {
        try Program.run(
            ["git", "-C", path, "for-each-ref", "--format=%(objectname) %(refname)"], in: scratch
        ).output
    }

    private func update(_ project: Project, _ commands: String) throws {
        let file = try project.scratch.write(commands, to: project.scratch.fresh("commands"))
        try project.git("update-ref", "--stdin", input: file)
    }

    @Test func thousandsOfTagsFollowUpstream() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let first = try project.commit()
            let clone = Clone(at: "\(scratch.path)/clone")
            try project.git("tag", "-a", "-m", "one", "v0.0.1")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            // What the operator added by hand is nobody else's.
            try Program.run(["git", "-C", clone.path, "update-ref", "refs/own/x", "main"], in: scratch)
            let count = 5000
            try update(
                project,
                (1...count).map { "create refs/tags/v1.\($0 / 100).\($0 % 100) \(first)\n" }.joined())
            let report = try await clone.fetch(from: try project.upstream, until: .soon)
            #expect(report.changes.count == count)
            #expect(try await clone.releases(matching: TagPattern("v*"), until: .soon).count == count + 1)
            #expect(try await clone.tag("v0.0.1", until: .soon).isAnnotated)

            let second = try project.commit("file", "other\n")
            try update(
                project,
                (1...count).map { number in
                    let name = "refs/tags/v1.\(number / 100).\(number % 100)"
                    return number % 2 == 0 ? "delete \(name)\n" : "update \(name) \(second)\n"
                }.joined())
            let again = try await clone.fetch(from: try project.upstream, until: .soon)
            #expect(again.changes.count == count + 1 && again.movedTags.count == count / 2)
            let own = "\(first) refs/own/x\n"
            let ours = try names(clone.path, scratch)
            #expect(ours.contains(own))
            #expect(ours.replacing(own, with: "") == (try names(project.path, scratch)))
            try Program.run(["git", "-C", clone.path, "fsck", "--strict"], in: scratch)
            #expect(try await clone.fetch(from: try project.upstream, until: .soon).changes.isEmpty)
        }
    }

    @Test func aFetchThatIsKilledBetweenTheFileAndTheSinglesIsMadeGood() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let first = try project.commit()
            try project.git("tag", "v1")
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            try project.commit("file", "other\n")
            try project.git("tag", "-f", "v1")
            try update(project, (1...100).map { "create refs/tags/w\($0) \(first)\n" }.joined())
            let packed = try names(project.path, scratch)
            try scratch.write("# pack-refs with: sorted \n" + packed, to: "\(clone.path)/packed-refs")
            let report = try await clone.fetch(from: try project.upstream, until: .soon)
            #expect(report.changes.map(\.name).contains("v1"))
            #expect(try names(clone.path, scratch) == packed)
        }
    }

    @Test(arguments: [
        "refs/tags/a b", "refs/tags/../../config", "refs/tags/x.lock", "refs/tags/", "refs/tags/a\nb",
    ])
    func anImpossibleNameIsNeverWritten(name: String) async throws {
        try await Scratch.with { scratch in
            let object = try #require(ObjectID("0123456789012345678901234567890123456789"))
            let job = Job(.updatingNames, at: "upstream", until: .soon)
            try Library.start(job)
            let error = #expect(throws: GitError.self) {
                try PackedNames(root: scratch.path, job: job).write([name: object])
            }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(access("\(scratch.path)/packed-refs", F_OK) != 0)
        }
    }

    @Test func aNameThatIsAlsoAFolderIsNeverWritten() async throws {
        try await Scratch.with { scratch in
            let object = try #require(ObjectID("0123456789012345678901234567890123456789"))
            let job = Job(.updatingNames, at: "upstream", until: .soon)
            try Library.start(job)
            #expect(throws: GitError.self) {
                try PackedNames(root: scratch.path, job: job).write([
                    "refs/tags/a": object, "refs/tags/a/b/c": object,
                ])
            }
        }
    }
}
