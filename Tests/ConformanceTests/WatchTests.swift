import Basis
import ClusterStandIn
import Kubernetes
import Testing

@Suite struct WatchTests {
    private func watch(_ yard: Yard, labels: String? = nil, fields: String? = nil) -> ClusterWatch {
        ClusterWatch(
            .configMaps, of: yard.cluster, in: yard.namespace, labels: labels, fields: fields, by: yard.soon)
    }

    @Test func whatStandsIsToldFirst() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a"), .configMaps)
            guard case .all(let items) = try await watch(yard, fields: "metadata.name=a").next() else {
                Issue.record("a watch begins with all that there is")
                return
            }
            #expect(items.map(\.name) == ["a"])
        }
    }

    @Test func everyChangeIsToldInItsOrder() async throws {
        try await withYard { yard in
            let watch = watch(yard, fields: "metadata.name=a")
            _ = try await watch.next()
            try await yard.create(Bodies.map("a"), .configMaps)
            for value in ["2", "3"] {
                try await yard.patch(["data": ["key": .text(value)]], .configMaps, "a")
            }
            try await yard.cluster.remove(.configMaps, "a", in: yard.namespace, by: yard.soon)
            var told: [String] = []
            for _ in 0..<4 {
                switch try await watch.next() {
                case .now(let item): told.append(item["data"]?["key"]?.string ?? "")
                case .gone: told.append("gone")
                case .all: told.append("all")
                }
            }
            #expect(told == ["1", "2", "3", "gone"])
        }
    }

    @Test func othersAreNotTold() async throws {
        try await withYard { yard in
            let watch = watch(yard, labels: "mark=yes")
            _ = try await watch.next()
            try await yard.create(Bodies.map("other"), .configMaps)
            try await yard.create(Bodies.map("mine", labels: ["mark": "yes"]), .configMaps)
            guard case .now(let item) = try await watch.next() else {
                Issue.record("only what is selected is told")
                return
            }
            #expect(item.name == "mine")
        }
    }

    @Test func whoLosesTheLabelIsGone() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a", labels: ["mark": "yes"]), .configMaps)
            let watch = watch(yard, labels: "mark=yes")
            _ = try await watch.next()
            try await yard.patch(["metadata": ["labels": ["mark": .null]]], .configMaps, "a")
            guard case .gone(let item) = try await watch.next() else {
                Issue.record("what is no longer selected is gone")
                return
            }
            #expect(item.name == "a")
        }
    }

    @Test func whoGetsTheLabelIsNew() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a"), .configMaps)
            let watch = watch(yard, labels: "mark=yes")
            _ = try await watch.next()
            try await yard.patch(["metadata": ["labels": ["mark": "yes"]]], .configMaps, "a")
            guard case .now(let item) = try await watch.next() else {
                Issue.record("what is selected now is told")
                return
            }
            #expect(item.name == "a")
        }
    }

    @Test func twoWatchesAreToldTheSame() async throws {
        try await withYard { yard in
            let watches = (0..<2).map { _ in watch(yard, fields: "metadata.name=a") }
            for watch in watches { _ = try await watch.next() }
            let made = try await yard.create(Bodies.map("a"), .configMaps)
            for watch in watches {
                guard case .now(let item) = try await watch.next() else {
                    Issue.record("each watch is told")
                    continue
                }
                #expect(item.version == made.version)
            }
        }
    }

    @Test func aWatchEndsWithItsDeadline() async throws {
        try await withYard { yard in
            let watch = ClusterWatch(
                .configMaps, of: yard.cluster, in: yard.namespace, fields: "metadata.name=a",
                by: .after(.seconds(1)))
            _ = try await watch.next()
            let failure = try await refusal { _ = try await watch.next() }
            #expect(failure.code == .timedOut)
        }
    }
}
