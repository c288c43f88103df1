import Basis
import FoundationEssentials
import Subprocesses
import Testing

/// A few of the deaths of which `.ci/proof full` has a hundred.
@Suite struct KillTests {
    @Test func whateverTheMomentAnUpdateIsResumed() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let words = [try Shop.built("belay"), try Shop.built("cluster-standin"), "3", "1"]
        let outcome = try await Launcher().run(
            Invocation(
                .at(path: root.appending(path: ".ci/kills-cluster").path), words,
                environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp"]),
            by: .after(.seconds(120)))
        #expect(outcome.exit.isSuccess, "\(outcome.output.text)\(outcome.errors.text)")
    }
}
