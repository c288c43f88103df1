import Basis
import ClusterStandIn
import Kubernetes
import Testing

@Suite struct JobTests {
    private func awaitEnd(_ yard: Yard, _ name: String) async throws -> JSONTree {
        try await yard.await(.jobs, name) { $0.isTrue("Complete") || $0.isTrue("Failed") }
    }

    private func pod(_ yard: Yard, of name: String) async throws -> JSONTree {
        try #require(try await yard.list(.pods, labels: "batch.kubernetes.io/job-name=\(name)").first)
    }

    @Test func oneThatEndsWellIsComplete() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "echo hello"), .jobs)
            let job = try await awaitEnd(yard, "j")
            #expect(job.isTrue("Complete"))
            #expect(job.counts("succeeded") == 1)
            #expect(job["status"]?["completionTime"]?.string != nil)
        }
    }

    @Test func oneThatEndsBadlyHasFailed() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "exit 3"), .jobs)
            let job = try await awaitEnd(yard, "j")
            #expect(job.condition("Failed")?["reason"]?.string == "BackoffLimitExceeded")
            #expect(job.counts("failed") == 1)
            let ended = try await pod(yard, of: "j").container?["state"]?["terminated"]
            #expect(ended?["exitCode"]?.int == 3)
        }
    }

    @Test func oneThatTakesTooLongHasFailed() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "sleep 600", ["activeDeadlineSeconds": 2]), .jobs)
            let job = try await awaitEnd(yard, "j")
            #expect(job.condition("Failed")?["reason"]?.string == "DeadlineExceeded")
        }
    }

    @Test func aFailureIsTriedAgain() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "exit 1", ["backoffLimit": 1]), .jobs)
            let job = try await awaitEnd(yard, "j")
            #expect(job.counts("failed") == 2)
        }
    }

    @Test func itsPodsAreFoundByItsName() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "true"), .jobs)
            _ = try await awaitEnd(yard, "j")
            let labels = try await pod(yard, of: "j")["metadata"]?["labels"]
            #expect(labels?["job-name"]?.string == "j")
            #expect(labels?["batch.kubernetes.io/controller-uid"]?.string != nil)
        }
    }

    @Test func anEndedOneKeepsItsLog() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "echo first; echo second >&2"), .jobs)
            _ = try await awaitEnd(yard, "j")
            let name = try await pod(yard, of: "j").name
            let log = try await yard.cluster.logs(of: name, container: nil, in: yard.namespace, by: yard.soon)
            let text = String(decoding: try await log.collect(atMost: .kibibytes(64)), as: UTF8.self)
            #expect(text.contains("first\n"))
            #expect(text.contains("second\n"))
        }
    }

    @Test func oneThatIsSuspendedHasNoPods() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "sleep 600"), .jobs)
            try await yard.awaitPods("batch.kubernetes.io/job-name=j") {
                $0.contains { $0.phase == "Running" }
            }
            try await yard.patch(["spec": ["suspend": true]], .jobs, "j")
            try await yard.await(.jobs, "j") { $0.isTrue("Suspended") }
            let left = try await yard.awaitPods("batch.kubernetes.io/job-name=j") { $0.isEmpty }.count
            #expect(left == 0)
        }
    }

    @Test func oneThatIsDoneGoesAfterItsTime() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "true", ["ttlSecondsAfterFinished": 1]), .jobs)
            try await yard.awaitGone(.jobs, "j")
            let left = try await yard.awaitPods("batch.kubernetes.io/job-name=j") { $0.isEmpty }.count
            #expect(left == 0)
        }
    }

    @Test func removingOneTakesItsPodsAlong() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "sleep 600"), .jobs)
            try await yard.awaitPods("batch.kubernetes.io/job-name=j") { $0.count == 1 }
            try await yard.cluster.remove(.jobs, "j", in: yard.namespace, by: yard.soon)
            let left = try await yard.awaitPods("batch.kubernetes.io/job-name=j") { $0.isEmpty }.count
            #expect(left == 0)
        }
    }
}
