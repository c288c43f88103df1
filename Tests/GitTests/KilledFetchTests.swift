import Basis
@testable import Git
import Glibc
import Testing

@Suite struct KilledFetchTests {
    @Test func aFetchThatIsKilledHalfWayIsMadeGoodByTheNext() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.fastImport(Streams.commits(500))
            try project.git("tag", "v1", "main")
            let (source, path) = (project.path, "\(scratch.path)/clone")
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [source = source as String, path = path as String] in
                let upstream = Upstream(try RemoteAddress(source))
                _ = try await Clone(at: path).fetch(from: upstream, until: .soon) { event in
                    if case .received(let objects, let all, _) = event, objects > all / 2 {
                        kill(getpid(), SIGKILL)
                    }
                }
            }
            let clone = Clone(at: path)
            let report = try await clone.fetch(from: try project.upstream, until: .soon)
            #expect(report.changes.map(\.name) == ["v1", "main"])
            #expect(report.healed.contains { $0.hasPrefix("objects/pack/pack_git2_") })
            try Program.run(["git", "-C", path, "fsck", "--strict"], in: scratch)
        }
    }
}
