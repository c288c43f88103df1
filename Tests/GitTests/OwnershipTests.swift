import Basis
import Git
import Testing

@Suite struct OwnershipTests {
    @Test func anUpstreamOrCloneOfAnotherUserIsRefused() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            let clone = Clone(at: "\(scratch.path)/clone")
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
            for path in [clone.path, project.path] {
                try Program.run(["chown", "-R", "nobody", path], in: scratch)
                let error = await #expect(throws: GitError.self) {
                    try await clone.fetch(from: try project.upstream, until: .soon)
                }
                try Program.run(["chown", "-R", "root", path], in: scratch)
                guard case .notOwned = error else {
                    Issue.record("\(path): \(String(describing: error))")
                    continue
                }
            }
            _ = try await clone.fetch(from: try project.upstream, until: .soon)
        }
    }
}
