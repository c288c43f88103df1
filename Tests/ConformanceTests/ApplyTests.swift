import Basis
import ClusterStandIn
import Kubernetes
import Testing

@Suite struct ApplyTests {
    @Test func applyingMakesWhatIsNotThere() async throws {
        try await withYard { yard in
            let made = try await yard.apply(Bodies.map("a"), .configMaps)
            let claim = made["metadata"]?["managedFields"]?.items?.first
            #expect(claim?["manager"]?.string == Cluster.manager)
            #expect(claim?["operation"]?.string == "Apply")
            #expect(claim?["fieldsV1"]?["f:data"]?["f:key"] != nil)
        }
    }

    @Test func applyingTheSameAgainChangesNothing() async throws {
        try await withYard { yard in
            let first = try await yard.apply(Bodies.map("a"), .configMaps)
            let second = try await yard.apply(Bodies.map("a"), .configMaps)
            #expect(first.version == second.version)
        }
    }

    @Test func whatIsNoLongerAppliedGoes() async throws {
        try await withYard { yard in
            var body = Bodies.map("a")
            body[["data", "more"]] = "x"
            try await yard.apply(body, .configMaps)
            let second = try await yard.apply(Bodies.map("a"), .configMaps)
            #expect(second["data"] == .object(["key": .string("1")]))
        }
    }

    @Test func whatOthersAddedStays() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.map("a"), .configMaps)
            let other: JSON = ["metadata": ["annotations": ["seen": "yes"]]]
            try await yard.patch(other, .configMaps, "a")
            let again = try await yard.apply(Bodies.map("a", "2"), .configMaps)
            #expect(again["metadata"]?["annotations"]?["seen"]?.string == "yes")
            #expect(again["data"]?["key"]?.string == "2")
        }
    }

    @Test func whatOthersOwnIsNotTaken() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a"), .configMaps)
            let failure = try await refusal { try await yard.apply(Bodies.map("a", "2"), .configMaps) }
            #expect(failure.code == .ownedByOther)
            #expect(failure.why.contains(".data.key"), "\(failure.why)")
            let standing = try await yard.object(.configMaps, "a")
            #expect(standing?["data"]?["key"]?.string == "1")
        }
    }

    @Test func forceTakesIt() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a"), .configMaps)
            let taken = try await yard.apply(Bodies.map("a", "2"), .configMaps, force: true)
            #expect(taken["data"]?["key"]?.string == "2")
            let again = try await yard.apply(Bodies.map("a", "3"), .configMaps)
            #expect(again["data"]?["key"]?.string == "3")
        }
    }

    @Test func agreeingIsNoConflict() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.map("a"), .configMaps)
            let agreed = try await yard.apply(Bodies.map("a"), .configMaps)
            #expect(agreed["data"]?["key"]?.string == "1")
        }
    }

    @Test func aDryRunTellsAndChangesNothing() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.map("a"), .configMaps)
            let tried = try await yard.apply(Bodies.map("a", "2"), .configMaps, dry: true)
            #expect(tried["data"]?["key"]?.string == "2")
            let standing = try await yard.object(.configMaps, "a")
            #expect(standing?["data"]?["key"]?.string == "1")
        }
    }

    @Test func aDryRunMakesNothing() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1"), .deployments, dry: true)
            let found = try await yard.object(.deployments, "web")
            #expect(found == nil)
        }
    }

    @Test func aDryRunIsRefusedAsTheRealOne() async throws {
        try await withYard { yard in
            let failure = try await refusal {
                try await yard.apply(Bodies.deployment("v1", replicas: -1), .deployments, dry: true)
            }
            #expect(failure.code == .invalid)
        }
    }

    @Test func containersAreMergedByName() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1", replicas: 0), .deployments)
            let second = try await yard.apply(Bodies.deployment("v2", replicas: 0), .deployments)
            let containers = second["spec"]?["template"]?["spec"]?["containers"]?.items ?? []
            #expect(containers.count == 1)
            #expect(containers.first?["image"]?.string == TestCluster.image("v2"))
        }
    }

    @Test func aProbeThatIsNoLongerAppliedGoesWhole() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1", replicas: 0), .deployments)
            var container = Bodies.container("v1")
            container["readinessProbe"] = nil
            let bare: JSON = ["template": Bodies.template("web", [container])]
            let second = try await yard.apply(Bodies.deployment("v1", replicas: 0, bare), .deployments)
            let found = second["spec"]?["template"]?["spec"]?["containers"]?.items?.first
            #expect(found?["readinessProbe"] == nil)
            #expect(found?["ports"] != nil)
        }
    }

    @Test func whatIsNotSaidIsFilledIn() async throws {
        try await withYard { yard in
            let made = try await yard.apply(Bodies.deployment("v1", replicas: 0), .deployments)
            let spec = made["spec"]
            #expect(spec?["strategy"]?["type"]?.string == "RollingUpdate")
            #expect(spec?["strategy"]?["rollingUpdate"]?["maxSurge"]?.string == "25%")
            #expect(spec?["revisionHistoryLimit"]?.int == 10)
            #expect(spec?["progressDeadlineSeconds"]?.int == 600)
            let pod = spec?["template"]?["spec"]
            #expect(pod?["restartPolicy"]?.string == "Always")
            let probe = pod?["containers"]?.items?.first?["readinessProbe"]
            #expect(probe?["failureThreshold"]?.int == 3)
            #expect(probe?["timeoutSeconds"]?.int == 1)
        }
    }

    @Test func onlyWhatIsWantedCountsAsAGeneration() async throws {
        try await withYard { yard in
            try await yard.apply(Bodies.deployment("v1", replicas: 0), .deployments)
            let labelled = try await yard.patch(
                ["metadata": ["labels": ["x": "y"]]], .deployments, "web")
            #expect(labelled["metadata"]?["generation"]?.int == 1)
            let other = try await yard.apply(Bodies.deployment("v2", replicas: 0), .deployments)
            #expect(other["metadata"]?["generation"]?.int == 2)
        }
    }

    @Test func aVariableThatIsNoLongerAppliedGoesAlone() async throws {
        func body(_ names: [String]) -> JSON {
            var container = Bodies.container("v1")
            container["env"] = .list(names.map { ["name": .text($0), "value": "1"] })
            return Bodies.deployment(
                "v1", replicas: 0, ["template": Bodies.template("web", [container])])
        }
        try await withYard { yard in
            try await yard.apply(body(["A", "B"]), .deployments)
            let second = try await yard.apply(body(["B", "C"]), .deployments)
            let env = second["spec"]?["template"]?["spec"]?["containers"]?.items?.first?["env"]?.items ?? []
            #expect(Set(env.compactMap { $0["name"]?.string }) == ["B", "C"])
        }
    }
}
