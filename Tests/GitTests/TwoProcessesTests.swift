import Basis
import Glibc
import Testing

@testable import Git

@Suite struct TwoProcessesTests {
    @Test func ofTwoProcessesThatFetchAtOnceOneWaitsForTheOther() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.fastImport(Streams.commits(200))
            let (source, folder) = (project.path, scratch.path)
            await withTaskGroup { group in
                for name in ["one", "two"] {
                    group.addTask {
                        await #expect(processExitsWith: .success) {
                            [source = source as String, folder = folder as String, name = name as String] in
                            try await TwoProcessesTests.fetch(source, folder, name)
                        }
                    }
                }
            }
            let reports = try ["one", "two"].map { try Scratch.read("\(folder)/\($0)") }.sorted()
            #expect(reports == ["0 names", "1 names"])
            try Program.run(["git", "-C", "\(folder)/clone", "fsck", "--strict"], in: scratch)
        }
    }

    /// Fetches, and goes on receiving until the other process is known to wait.
    private static func fetch(_ source: String, _ folder: String, _ name: String) async throws {
        let waiting = "\(folder)/waiting"
        let report = try await Clone(at: "\(folder)/clone").fetch(
            from: Upstream(try RemoteAddress(source)), until: .soon
        ) { event in
            switch event {
            case .waiting: close(open(waiting, O_CREAT | O_WRONLY, 0o600))
            case .received:
                let patience = Deadline.soon
                while access(waiting, F_OK) != 0, !patience.hasPassed { usleep(1000) }
            default: break
            }
        }
        let text = "\(report.changes.count) names"
        let file = open("\(folder)/\(name)", O_CREAT | O_WRONLY, 0o600)
        write(file, text, text.utf8.count)
        close(file)
    }
}
