import Basis
import ClusterStandIn
import HTTP
import Kubernetes
import Testing

@Suite struct ObjectTests {
    @Test func whatIsNotThereIsNil() async throws {
        try await withYard { yard in
            let found = try await yard.object(.configMaps, "nobody")
            #expect(found == nil)
        }
    }

    @Test func aCreatedObjectHasAnIdentity() async throws {
        try await withYard { yard in
            let made = try await yard.create(Bodies.map("a"), .configMaps)
            #expect(made.uid.count == 36)
            #expect(!made.version.isEmpty)
            #expect(made["metadata"]?["creationTimestamp"]?.string?.hasSuffix("Z") == true)
            #expect(made["metadata"]?["namespace"]?.string == yard.namespace)
        }
    }

    @Test func aSecondCreateCollides() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a"), .configMaps)
            let failure = try await refusal { try await yard.create(Bodies.map("a"), .configMaps) }
            #expect(failure.code == .alreadyThere)
        }
    }

    @Test func onlyOneOfManyCreatesWins() async throws {
        try await withYard { yard in
            let wins = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        (try? await yard.create(Bodies.map("race", "\(index)"), .configMaps)) != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(wins == 1)
        }
    }

    @Test func anotherObjectOfTheNameIsAnother() async throws {
        try await withYard { yard in
            let first = try await yard.create(Bodies.map("a"), .configMaps)
            try await yard.cluster.remove(.configMaps, "a", in: yard.namespace, by: yard.soon)
            let second = try await yard.create(Bodies.map("a"), .configMaps)
            #expect(first.uid != second.uid)
        }
    }

    @Test func anOldVersionCannotBeWrittenOver() async throws {
        try await withYard { yard in
            let made = try await yard.create(Bodies.map("a"), .configMaps)
            var body = Bodies.map("a", "2")
            body[["metadata", "resourceVersion"]] = .text(made.version)
            let second = try await yard.replace(body, .configMaps)
            #expect(second.version != made.version)
            let failure = try await refusal { try await yard.replace(body, .configMaps) }
            #expect(failure.code == .conflict)
        }
    }

    @Test func replacingWhatIsNotThereFails() async throws {
        try await withYard { yard in
            let failure = try await refusal { try await yard.replace(Bodies.map("a"), .configMaps) }
            #expect(failure.code == .notFound)
        }
    }

    @Test func aWriteThatChangesNothingIsNone() async throws {
        try await withYard { yard in
            let made = try await yard.create(Bodies.map("a"), .configMaps)
            let same = try await yard.patch(["data": ["key": "1"]], .configMaps, "a")
            #expect(same.version == made.version)
        }
    }

    @Test func aMergePatchTakesAwayWhatIsNull() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a"), .configMaps)
            let patched = try await yard.patch(
                ["data": ["key": .null, "other": "x"]], .configMaps, "a")
            #expect(patched["data"] == .object(["other": .string("x")]))
        }
    }

    @Test func removingTellsWhetherThereWasOne() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a"), .configMaps)
            let first = try await yard.cluster.remove(.configMaps, "a", in: yard.namespace, by: yard.soon)
            let second = try await yard.cluster.remove(.configMaps, "a", in: yard.namespace, by: yard.soon)
            #expect(first)
            #expect(!second)
        }
    }

    @Test func onlyTheOneThatIsMeantIsRemoved() async throws {
        try await withYard { yard in
            let made = try await yard.create(Bodies.map("a"), .configMaps)
            let other = "00000000-0000-4000-8000-000000000000"
            let wrong = try await yard.cluster.remove(
                .configMaps, "a", in: yard.namespace, onlyIf: other, by: yard.soon)
            #expect(!wrong)
            let right = try await yard.cluster.remove(
                .configMaps, "a", in: yard.namespace, onlyIf: made.uid, by: yard.soon)
            #expect(right)
        }
    }

    @Test func aFinalizerHoldsWhatIsRemoved() async throws {
        try await withYard { yard in
            var body = Bodies.map("a")
            body[["metadata", "finalizers"]] = ["example.com/held"]
            try await yard.create(body, .configMaps)
            try await yard.cluster.remove(.configMaps, "a", in: yard.namespace, by: yard.soon)
            let held = try await yard.object(.configMaps, "a")
            #expect(held?["metadata"]?["deletionTimestamp"] != nil)
            try await yard.patch(["metadata": ["finalizers": .null]], .configMaps, "a")
            try await yard.awaitGone(.configMaps, "a")
            let gone = try await yard.object(.configMaps, "a")
            #expect(gone == nil)
        }
    }

    @Test func whoIsOwnedGoesWithTheOwner() async throws {
        try await withYard { yard in
            let owner = try await yard.create(Bodies.map("owner"), .configMaps)
            var body = Bodies.map("owned")
            body[["metadata", "ownerReferences"]] = [
                ["apiVersion": "v1", "kind": "ConfigMap", "name": "owner", "uid": .text(owner.uid)]
            ]
            try await yard.create(body, .configMaps)
            try await yard.cluster.remove(.configMaps, "owner", in: yard.namespace, by: yard.soon)
            try await yard.awaitGone(.configMaps, "owned")
            let gone = try await yard.object(.configMaps, "owned")
            #expect(gone == nil)
        }
    }

    @Test(arguments: ["mark=yes", "mark", "mark!=no", "mark in (yes,maybe)", "!other"])
    func labelsSelect(_ selector: String) async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("in", labels: ["mark": "yes"]), .configMaps)
            try await yard.create(
                Bodies.map("out", labels: ["mark": "no", "other": "x"]), .configMaps)
            let names = try await yard.list(.configMaps, labels: selector).map(\.name)
            #expect(names.contains("in"))
            #expect(names.contains("out") == (selector == "mark"))
        }
    }

    @Test func aNameSelects() async throws {
        try await withYard { yard in
            for name in ["a", "b"] { try await yard.create(Bodies.map(name), .configMaps) }
            let found = try await yard.list(.configMaps, fields: "metadata.name=b")
            #expect(found.map(\.name) == ["b"])
        }
    }

    @Test func aLongListComesWhole() async throws {
        try await withYard { yard in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<520 {
                    if index >= 16 { _ = try await group.next() }
                    group.addTask {
                        try await yard.create(Bodies.map("m\(index)", labels: ["n": "1"]), .configMaps)
                    }
                }
                try await group.waitForAll()
            }
            let all = try await yard.list(.configMaps, labels: "n=1")
            #expect(Set(all.map(\.name)).count == 520)
        }
    }

    @Test func aSecretKeepsBytes() async throws {
        try await withYard { yard in
            let body: JSON = [
                "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "type": "Opaque",
                "stringData": ["a": "hello"],
            ]
            let made = try await yard.create(body, .secrets)
            #expect(made["data"]?["a"]?.string == "aGVsbG8=")
            #expect(made["stringData"] == nil)
        }
    }

    @Test func aNamespaceThatGoesTakesNothingNew() async throws {
        try await withYard { yard in
            var body = Bodies.map("held")
            body[["metadata", "finalizers"]] = ["example.com/held"]
            try await yard.create(body, .configMaps)
            try await yard.cluster.remove(.namespaces, yard.namespace, in: nil, by: yard.soon)
            let failure = try await refusal { try await yard.create(Bodies.map("late"), .configMaps) }
            #expect(failure.status == 403)
            try await yard.patch(["metadata": ["finalizers": .null]], .configMaps, "held")
        }
    }

    @Test func aNamespaceThatIsNotThereIsNotFound() async throws {
        try await withYard { yard in
            let failure = try await refusal {
                _ = try await yard.cluster.create(
                    Bodies.map("a").bytes(), as: .configMaps, "a", in: "belay-no-such-namespace",
                    by: yard.soon)
            }
            #expect(failure.code == .notFound)
        }
    }

    @Test func aKindThatIsNotServedIsUnknown() async throws {
        try await withYard { yard in
            let failure = try await refusal {
                _ = try await yard.cluster.resource("example.com/v1", "Thing", by: yard.soon)
            }
            #expect(failure.code == .unknownKind)
        }
    }

    @Test func aKindIsFoundByAsking() async throws {
        try await withYard { yard in
            let slices = try await yard.cluster.resource(
                "discovery.k8s.io/v1", "EndpointSlice", by: yard.soon)
            #expect(slices.plural == "endpointslices")
            #expect(slices.isNamespaced)
        }
    }
}
