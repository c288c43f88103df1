import Basis
import Testing

@testable import Kubernetes

/// What is said of pods is what the cluster says of them.
struct PodTroubleTests {
    private func pod(_ status: String, _ metadata: String = "\"name\":\"web-1\"") throws -> LivePod {
        let text = "{\"metadata\":{\(metadata)},\"status\":\(status)}"
        let tree = try #require(JSONTree(Array(text.utf8)))
        return try #require(LivePod(tree))
    }

    @Test func oneThatRunsHasNone() throws {
        let pod = try pod("{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"web\",\"ready\":true}]}")
        #expect(PodTrouble(pod) == nil)
    }

    @Test func anImageThatIsNotThereIsFinal() throws {
        let waiting = "{\"waiting\":{\"reason\":\"ImagePullBackOff\",\"message\":\"not found\"}}"
        let pod = try pod("{\"containerStatuses\":[{\"name\":\"web\",\"state\":\(waiting)}]}")
        let trouble = try #require(PodTrouble(pod))
        #expect(trouble.weight == .final)
        #expect(trouble.why == "container web: ImagePullBackOff: not found")
    }

    @Test func oneRestartIsNoLoopAndTwoAre() throws {
        let ended = "\"lastState\":{\"terminated\":{\"exitCode\":3,\"reason\":\"Error\"}}"
        func pod(_ restarts: Int) throws -> LivePod {
            try self.pod(
                "{\"containerStatuses\":[{\"name\":\"web\",\"restartCount\":\(restarts),\(ended),"
                    + "\"state\":{\"running\":{}}}]}")
        }
        #expect(PodTrouble(try pod(1)) == nil)
        let looping = try pod(2)
        let trouble = try #require(PodTrouble(looping))
        #expect(trouble.why.contains("exit code 3"))
        #expect(trouble.isPrevious)
    }

    @Test func noNodeMayPass() throws {
        let condition =
            "{\"type\":\"PodScheduled\",\"status\":\"False\",\"reason\":\"Unschedulable\","
            + "\"message\":\"0/3 nodes are available\"}"
        let pod = try pod("{\"conditions\":[\(condition)]}")
        let trouble = try #require(PodTrouble(pod))
        #expect(trouble.weight == .passing)
        #expect(trouble.why.contains("0/3 nodes are available"))
    }

    @Test func oneThatIsLeavingHasNone() throws {
        let pod = try pod(
            "{\"phase\":\"Failed\"}", "\"name\":\"web-1\",\"deletionTimestamp\":\"2026-11-26T01:02:03Z\"")
        #expect(PodTrouble(pod) == nil)
    }
}
