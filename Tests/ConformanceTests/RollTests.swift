import Basis
import ClusterStandIn
import Kubernetes
import Testing

@Suite struct RollTests {
    @Test func aDeploymentComesUp() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            let done = try await yard.await(.deployments, "web") { $0.isRolled(2) }
            #expect(done.isTrue("Available"))
            #expect(done["metadata"]?["annotations"]?["deployment.kubernetes.io/revision"]?.string == "1")
        }
    }

    @Test func itsPodsHaveTheMarksOfTheirSet() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            let sets = try await yard.list(.replicaSets)
            let pods = try await yard.list(.pods)
            let hash = sets.first?["metadata"]?["labels"]?["pod-template-hash"]?.string ?? ""
            #expect(sets.count == 1)
            #expect(sets.first?.name == "web-\(hash)")
            #expect(pods.count == 2)
            for pod in pods {
                let owner = pod["metadata"]?["ownerReferences"]?.items?.first
                #expect(pod["metadata"]?["labels"]?["pod-template-hash"]?.string == hash)
                #expect(owner?["uid"]?.string == sets.first?.uid)
                #expect(owner?["controller"]?.bool == true)
            }
        }
    }

    @Test func anotherImageReplacesEveryPod() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            try await yard.apply(Bodies.deployment("v2"), .deployments)
            let done = try await yard.await(.deployments, "web") { $0.isRolled(2) }
            #expect(done["metadata"]?["annotations"]?["deployment.kubernetes.io/revision"]?.string == "2")
            let pods = try await yard.awaitPods("app=web") { $0.count == 2 }
            let images = pods.compactMap { $0["spec"]?["containers"]?.items?.first?["image"]?.string }
            #expect(Set(images) == [TestCluster.image("v2")])
        }
    }

    @Test func theOldSetComesBackWithItsTemplate() async throws {
        try await withYard { yard in
            for image in ["v1", "v2", "v1"] {
                try await yard.apply(Bodies.deployment(image), .deployments)
                try await yard.await(.deployments, "web") { $0.isRolled(2) }
            }
            let sets = try await yard.list(.replicaSets)
            let notes = sets.compactMap {
                $0["metadata"]?["annotations"]?["deployment.kubernetes.io/revision"]?.string
            }
            #expect(Set(notes) == ["2", "3"])
        }
    }

    @Test func thereAreNeverTooFewNorTooMany() async throws {
        try await withYard { yard in
            let more: JSON = [
                "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 1, "maxUnavailable": 0]]
            ]
            try await yard.apply(Bodies.deployment("v1", replicas: 3, more), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(3) }
            try await yard.apply(Bodies.deployment("v2", replicas: 3, more), .deployments)
            var (least, most) = (Int.max, 0)
            try await yard.await(.deployments, "web") { one in
                least = min(least, one.counts("availableReplicas"))
                most = max(most, one.counts("replicas"))
                return one.isRolled(3)
            }
            #expect(least >= 3)
            #expect(most <= 4)
        }
    }

    @Test func recreateLetsTheOldOnesGoFirst() async throws {
        try await withYard { yard in
            let more: JSON = ["strategy": ["type": "Recreate"]]
            try await yard.apply(Bodies.deployment("v1", more), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            try await yard.apply(Bodies.deployment("v2", more), .deployments)
            var overlap = false
            try await yard.awaitPods("app=web") { pods in
                let images = Set(
                    pods.compactMap { $0["spec"]?["containers"]?.items?.first?["image"]?.string })
                overlap = overlap || images.count > 1
                return images == [TestCluster.image("v2")] && pods.count == 2
                    && pods.allSatisfy { $0.isTrue("Ready") }
            }
            #expect(!overlap)
        }
    }

    @Test func whatIsPausedWaits() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            try await yard.apply(Bodies.deployment("v2", ["paused": true]), .deployments)
            let paused = try await yard.await(.deployments, "web") {
                $0.counts("observedGeneration") == $0["metadata"]?["generation"]?.int
                    && $0.condition("Progressing")?["reason"]?.string == "DeploymentPaused"
            }
            #expect(paused.counts("updatedReplicas") == 0)
            try await yard.apply(Bodies.deployment("v2"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
        }
    }

    @Test(arguments: [Int64(0), 1, 5])
    func theNumberOfPodsFollows(_ count: Int64) async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            try await yard.patch(["spec": ["replicas": .integer(count)]], .deployments, "web", "scale")
            try await yard.await(.deployments, "web") { $0.isRolled(Int(count)) }
            let pods = try await yard.awaitPods("app=web") { $0.count == Int(count) }
            #expect(pods.count == Int(count))
        }
    }

    @Test func aPodThatIsRemovedComesBack() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            let first = try #require(try await yard.list(.pods).first)
            try await yard.cluster.remove(.pods, first.name, in: yard.namespace, by: yard.soon)
            let pods = try await yard.awaitPods("app=web") { pods in
                pods.count == 2 && pods.allSatisfy { $0.isTrue("Ready") && $0.uid != first.uid }
            }
            #expect(pods.count == 2)
        }
    }

    @Test(arguments: ["crash", "never-ready", "missing"])
    func aBrokenImageLeavesTheOldPodsServing(_ image: String) async throws {
        try await withYard { yard in
            let more: JSON = [
                "progressDeadlineSeconds": 15,
                "strategy": [
                    "type": "RollingUpdate", "rollingUpdate": ["maxSurge": 1, "maxUnavailable": 0],
                ],
            ]
            try await yard.apply(Bodies.deployment("v1", more), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            try await yard.apply(Bodies.deployment(image, more), .deployments)
            let failed = try await yard.await(.deployments, "web") {
                $0.condition("Progressing")?["reason"]?.string == "ProgressDeadlineExceeded"
            }
            #expect(failed.condition("Progressing")?["status"]?.string == "False")
            #expect(failed.counts("availableReplicas") == 2)
            #expect(failed.isTrue("Available"))
        }
    }

    @Test func goingBackFromABrokenImageLeavesNoPodOfIt() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            try await yard.apply(Bodies.deployment("never-ready"), .deployments)
            try await yard.awaitPods("app=web") { $0.count == 3 }
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            let pods = try await yard.awaitPods("app=web") { $0.count == 2 }
            let images = pods.compactMap { $0["spec"]?["containers"]?.items?.first?["image"]?.string }
            #expect(Set(images) == [TestCluster.image("v1")])
        }
    }

    @Test func aQuotaThatIsFullIsToldByTheDeployment() async throws {
        try await withYard { yard in
            let quota = Resource("v1", "ResourceQuota", "resourcequotas")
            try await yard.create(
                [
                    "apiVersion": "v1", "kind": "ResourceQuota", "metadata": ["name": "few"],
                    "spec": ["hard": ["pods": "1"]],
                ], quota)
            // A quota counts once its controller has seen it.
            try await yard.await(quota, "few") { $0["status"]?["hard"]?["pods"] != nil }
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            let failed = try await yard.await(.deployments, "web") { $0.isTrue("ReplicaFailure") }
            let why = failed.condition("ReplicaFailure")
            #expect(why?["reason"]?.string == "FailedCreate")
            #expect(why?["message"]?.string?.contains("exceeded quota: few") == true)
        }
    }

    @Test func removingADeploymentTakesItsPodsAlong() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            try await yard.cluster.remove(.deployments, "web", in: yard.namespace, by: yard.soon)
            let left = try await yard.awaitPods("app=web") { $0.isEmpty }.count
            #expect(left == 0)
        }
    }

    @Test func aServiceLeadsToReadyPods() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.service("front", to: "web"), .services)
            try await yard.apply(Bodies.deployment("v1"), .deployments)
            try await yard.await(.deployments, "web") { $0.isRolled(2) }
            let slices = try await yard.cluster.resource(
                "discovery.k8s.io/v1", "EndpointSlice", by: yard.soon)
            let watch = ClusterWatch(
                slices, of: yard.cluster, in: yard.namespace, labels: "kubernetes.io/service-name=front",
                by: yard.soon)
            var ready = 0
            while ready < 2 {
                let items: [JSONTree]
                switch try await watch.next() {
                case .all(let all): items = all
                case .now(let one): items = [one]
                case .gone: items = []
                }
                ready =
                    items.flatMap { $0["endpoints"]?.items ?? [] }
                    .filter { $0["conditions"]?["ready"]?.bool == true }.count
            }
            #expect(ready == 2)
        }
    }

    @Test func aStatefulSetRollsFromItsEnd() async throws {
        try await withYard { yard in
            let more: JSON = ["serviceName": "db"]
            func body(_ image: String, _ more: JSON) -> JSON {
                Bodies.workload("StatefulSet", "db", image, replicas: 2, more)
            }
            func isDone(_ set: JSONTree) -> Bool {
                set.counts("observedGeneration") == set["metadata"]?["generation"]?.int
                    && set.counts("readyReplicas") == 2
                    && set["status"]?["currentRevision"] == set["status"]?["updateRevision"]
            }
            try await yard.apply(body("v1", more), .statefulSets)
            try await yard.await(.statefulSets, "db", isDone)
            var held = more
            held["updateStrategy"] = ["type": "RollingUpdate", "rollingUpdate": ["partition": 1]]
            try await yard.apply(body("v2", held), .statefulSets)
            try await yard.await(.statefulSets, "db") {
                $0.counts("updatedReplicas") == 1 && $0.counts("readyReplicas") == 2
                    && $0.counts("observedGeneration") == $0["metadata"]?["generation"]?.int
            }
            let first = try await yard.object(.pods, "db-0")
            let second = try await yard.object(.pods, "db-1")
            #expect(first?["spec"]?["containers"]?.items?.first?["image"]?.string == TestCluster.image("v1"))
            #expect(second?["spec"]?["containers"]?.items?.first?["image"]?.string == TestCluster.image("v2"))
            try await yard.apply(body("v2", more), .statefulSets)
            try await yard.await(.statefulSets, "db", isDone)
        }
    }

    @Test func aDaemonSetRollsEveryNode() async throws {
        try await withYard { yard in
            func isDone(_ set: JSONTree) -> Bool {
                let wanted = set.counts("desiredNumberScheduled")
                return set.counts("observedGeneration") == set["metadata"]?["generation"]?.int && wanted > 0
                    && set.counts("updatedNumberScheduled") == wanted
                    && set.counts("numberAvailable") == wanted
            }
            for image in ["v1", "v2"] {
                try await yard.apply(
                    Bodies.workload("DaemonSet", "agent", image, replicas: nil), .daemonSets)
                try await yard.await(.daemonSets, "agent", isDone)
            }
            let pods = try await yard.list(.pods, labels: "app=agent")
                .filter { $0["metadata"]?["deletionTimestamp"] == nil }
            let images = pods.compactMap { $0["spec"]?["containers"]?.items?.first?["image"]?.string }
            #expect(Set(images) == [TestCluster.image("v2")])
        }
    }
}
