import ClusterStandIn
import HTTP
import Testing

@Suite struct RollingTests {
    private let web = "\(deployments)/web"

    private func condition(_ json: JSON, _ type: String) -> JSON? {
        json[["status", "conditions"]]?.list?.first { $0["type"] == .text(type) }
    }

    private func put(_ caller: Caller, _ object: JSON) async throws {
        _ = try await caller.call(.patch, "\(web)?fieldManager=belay", object, type: Caller.apply)
    }

    @Test func aRollEndsWithTheNewPodsAlone() async throws {
        try await withCluster { caller in
            try await put(caller, deployment("v1", replicas: 3))
            try await caller.await(web) { $0[["status", "availableReplicas"]] == 3 }
            try await put(caller, deployment("v2", replicas: 3))
            let done = try await caller.await(web) {
                condition($0, "Progressing")?["reason"] == "NewReplicaSetAvailable"
                    && $0[["status", "observedGeneration"]] == $0[["metadata", "generation"]]
                    && $0[["status", "updatedReplicas"]] == 3 && $0[["status", "replicas"]] == 3
            }
            #expect(done[["metadata", "annotations", "deployment.kubernetes.io/revision"]] == "2")
            let pods = try await caller.await("/api/v1/namespaces/shop/pods") {
                $0["items"]?.list?.count == 3
            }
            let images = pods["items"]?.list?.map { pod in
                pod[["spec", "containers"]]?.list?.first?["image"]?.text
            }
            #expect(images == Array(repeating: "localhost/app:v2", count: 3))
        }
    }

    @Test(arguments: ["crash", "never-ready", "missing"])
    func aBrokenImageNeverTakesTheOldPodsAway(_ image: String) async throws {
        try await withCluster { caller in
            try await put(caller, deployment("v1"))
            try await caller.await(web) { $0[["status", "availableReplicas"]] == 2 }
            var broken = deployment(image)
            broken[["spec", "progressDeadlineSeconds"]] = 20
            try await put(caller, broken)
            let failed = try await caller.await(web) {
                condition($0, "Progressing")?["reason"] == "ProgressDeadlineExceeded"
            }
            #expect(failed[["status", "availableReplicas"]] == 2)
            #expect(condition(failed, "Available")?["status"] == "True")
        }
    }

    @Test func aJobEndsAsItsProgramDoes() async throws {
        let jobs = "/apis/batch/v1/namespaces/shop/jobs"
        try await withCluster { caller in
            for (name, code) in [("good", 0), ("bad", 3)] {
                let job: JSON = [
                    "metadata": ["name": .text(name)],
                    "spec": [
                        "backoffLimit": 0,
                        "template": [
                            "spec": [
                                "restartPolicy": "Never",
                                "containers": [
                                    [
                                        "name": "run", "image": "localhost/app:v1",
                                        "command": ["sh", "-c", .text("echo hello; exit \(code)")],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
                #expect(try await caller.call(.post, jobs, job).status == 201)
            }
            try await caller.await("\(jobs)/good") { condition($0, "Complete")?["status"] == "True" }
            let bad = try await caller.await("\(jobs)/bad") { condition($0, "Failed")?["status"] == "True" }
            #expect(condition(bad, "Failed")?["reason"] == "BackoffLimitExceeded")
            let pods = try await caller.call(
                .get, "/api/v1/namespaces/shop/pods?labelSelector=job-name%3Dbad"
            ).json
            let pod = try #require(pods["items"]?.list?.first)
            let ending = pod[["status", "containerStatuses"]]?.list?.first?[["state", "terminated"]]
            #expect(ending?["exitCode"] == 3)
            let name = try #require(pod[["metadata", "name"]]?.text)
            let log = try await caller.call(.get, "/api/v1/namespaces/shop/pods/\(name)/log").json
            #expect(log == "hello\n")
        }
    }

    @Test func aPodThatFindsNoRoomSaysSo() async throws {
        try await withCluster { caller in
            var huge = deployment("v1", replicas: 1)
            var container = huge[["spec", "template", "spec", "containers"]]?.list?.first ?? [:]
            container["resources"] = ["requests": ["cpu": "1000"]]
            huge[["spec", "template", "spec", "containers"]] = [container]
            try await put(caller, huge)
            let pods = try await caller.await("/api/v1/namespaces/shop/pods") {
                $0["items"]?.list?.first.flatMap { condition($0, "PodScheduled") } != nil
            }
            let scheduled = pods["items"]?.list?.first.flatMap { condition($0, "PodScheduled") }
            #expect(scheduled?["reason"] == "Unschedulable")
            #expect(scheduled?["message"]?.text?.contains("Insufficient cpu") == true)
        }
    }
}
