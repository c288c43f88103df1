import Basis
import ClusterStandIn
import Kubernetes
import Testing

@Suite struct PodTests {
    @Test func aReadyPodSaysSo() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.container("v1")), .pods)
            let pod = try await yard.await(.pods, "p") { $0.isTrue("Ready") }
            #expect(pod.phase == "Running")
            #expect(pod.container?["ready"]?.bool == true)
            #expect(pod.container?["restartCount"]?.int == 0)
            #expect(pod["spec"]?["nodeName"]?.string?.isEmpty == false)
            #expect(pod["status"]?["podIP"]?.string?.isEmpty == false)
        }
    }

    @Test func oneThatIsNotReadySaysWhichContainer() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.container("never-ready")), .pods)
            let pod = try await yard.await(.pods, "p") {
                $0.phase == "Running" && $0.condition("Ready")?["status"]?.string == "False"
            }
            #expect(pod.condition("Ready")?["reason"]?.string == "ContainersNotReady")
            #expect(pod.condition("Ready")?["message"]?.string == "containers with unready status: [app]")
        }
    }

    @Test func aCrashLoopCountsAndKeepsTheLastEnd() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.container("crash")), .pods)
            let pod = try await yard.await(.pods, "p") { $0.waits == "CrashLoopBackOff" }
            let last = pod.container?["lastState"]?["terminated"]
            #expect((pod.container?["restartCount"]?.int ?? 0) >= 1)
            #expect(last?["exitCode"]?.int == 1)
            #expect(last?["reason"]?.string == "Error")
        }
    }

    @Test func anImageThatIsNotThereIsTold() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.container("missing")), .pods)
            let pod = try await yard.await(.pods, "p") {
                ["ErrImagePull", "ImagePullBackOff"].contains($0.waits)
            }
            #expect(pod.phase == "Pending")
            let later = try await yard.await(.pods, "p") { $0.waits == "ImagePullBackOff" }
            let words = later.container?["state"]?["waiting"]?["message"]?.string ?? ""
            #expect(words.contains(TestCluster.image("missing")), "\(words)")
        }
    }

    @Test func anImageThatMayNotBePulledIsTold() async throws {
        try await withYard { yard in
            var container = Bodies.container("missing")
            container["imagePullPolicy"] = "Never"
            try await yard.create(Bodies.pod("p", container), .pods)
            let pod = try await yard.await(.pods, "p") {
                !$0.waits.isEmpty && $0.waits != "ContainerCreating"
            }
            #expect(pod.waits == "ErrImageNeverPull")
        }
    }

    @Test func aPodWithoutANodeTellsTheSchedulersWords() async throws {
        try await withYard { yard in
            var container = Bodies.container("v1")
            container["resources"] = ["requests": ["cpu": "100000"]]
            try await yard.create(Bodies.pod("p", container), .pods)
            let pod = try await yard.await(.pods, "p") {
                $0.condition("PodScheduled")?["status"]?.string == "False"
            }
            let why = pod.condition("PodScheduled")
            #expect(why?["reason"]?.string == "Unschedulable")
            #expect(why?["message"]?.string?.contains("Insufficient cpu") == true)
            #expect(why?["message"]?.string?.contains("nodes are available") == true)
        }
    }

    @Test func aNodeThatNobodyIsIsToldToo() async throws {
        try await withYard { yard in
            let more: JSON = ["nodeSelector": ["example.com/nobody": "yes"]]
            try await yard.create(Bodies.pod("p", Bodies.container("v1"), more), .pods)
            let pod = try await yard.await(.pods, "p") {
                $0.condition("PodScheduled")?["reason"]?.string == "Unschedulable"
            }
            let words = pod.condition("PodScheduled")?["message"]?.string ?? ""
            #expect(words.contains("node affinity/selector"), "\(words)")
        }
    }

    @Test func aSettingThatIsNotThereHoldsTheContainerUp() async throws {
        try await withYard { yard in
            var container = Bodies.container("v1")
            container["env"] = [
                [
                    "name": "A",
                    "valueFrom": ["configMapKeyRef": ["name": "nothing", "key": "a"]],
                ]
            ]
            try await yard.create(Bodies.pod("p", container), .pods)
            let pod = try await yard.await(.pods, "p") { $0.waits == "CreateContainerConfigError" }
            let words = pod.container?["state"]?["waiting"]?["message"]?.string ?? ""
            #expect(words.contains("configmap \"nothing\" not found"), "\(words)")
            try await yard.create(Bodies.map("nothing"), .configMaps)
            try await yard.patch(["data": ["a": "1"]], .configMaps, "nothing")
            try await yard.await(.pods, "p") { $0.isTrue("Ready") }
        }
    }

    @Test func aPodThatIsRemovedGetsItsTime() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.container("v1")), .pods)
            try await yard.await(.pods, "p") { $0.isTrue("Ready") }
            try await yard.cluster.remove(.pods, "p", in: yard.namespace, by: yard.soon)
            try await yard.awaitGone(.pods, "p")
            let gone = try await yard.object(.pods, "p")
            #expect(gone == nil)
        }
    }

    @Test func aContainerThatEndsWellHasSucceeded() async throws {
        try await withYard { yard in
            let more: JSON = ["restartPolicy": "Never"]
            try await yard.create(Bodies.pod("p", Bodies.shell("exit 0"), more), .pods)
            let pod = try await yard.await(.pods, "p") { ["Succeeded", "Failed"].contains($0.phase) }
            #expect(pod.phase == "Succeeded")
            #expect(pod.container?["state"]?["terminated"]?["reason"]?.string == "Completed")
        }
    }

    @Test func aContainerThatEndsBadlyHasFailed() async throws {
        try await withYard { yard in
            let more: JSON = ["restartPolicy": "Never"]
            try await yard.create(Bodies.pod("p", Bodies.shell("exit 7"), more), .pods)
            let pod = try await yard.await(.pods, "p") { ["Succeeded", "Failed"].contains($0.phase) }
            #expect(pod.phase == "Failed")
            #expect(pod.container?["state"]?["terminated"]?["exitCode"]?.int == 7)
        }
    }

    @Test func whatHappensToAPodIsAnEvent() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.container("missing")), .pods)
            try await yard.await(.pods, "p") { $0.waits == "ImagePullBackOff" }
            let events = try await yard.list(
                .events, fields: "involvedObject.name=p,involvedObject.kind=Pod")
            let reasons = Set(events.compactMap { $0["reason"]?.string })
            #expect(reasons.contains("Scheduled"))
            #expect(reasons.contains("Failed"))
        }
    }
}
