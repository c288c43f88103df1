import ClusterStandIn
import HTTP
import Testing

@Suite struct ApplyingTests {
    private func apply(_ caller: Caller, _ object: JSON, as manager: String, _ more: String = "") async throws
        -> (status: Int, json: JSON)
    {
        try await caller.call(
            .patch, "\(deployments)/web?fieldManager=\(manager)\(more)", object, type: Caller.apply)
    }

    @Test func anotherManagersFieldIsAConflictUntilForced() async throws {
        try await withCluster { caller in
            #expect(try await apply(caller, deployment("v1"), as: "belay").status == 201)
            let scale: JSON = ["spec": ["replicas": 5]]
            try await caller.call(
                .patch, "\(deployments)/web?fieldManager=autoscaler", scale, type: Caller.merge)
            let (status, json) = try await apply(caller, deployment("v2"), as: "belay")
            #expect(status == 409)
            let causes = json[["details", "causes"]]?.list ?? []
            #expect(causes.map { $0["field"] } == [".spec.replicas"])
            #expect(causes.map { $0["reason"] } == ["FieldManagerConflict"])
            #expect(
                json["message"]?.text?.hasPrefix("Apply failed with 1 conflict: conflict with \"autoscaler\"")
                    == true)
            let forced = try await apply(caller, deployment("v2"), as: "belay", "&force=true")
            #expect(forced.status == 200)
            #expect(forced.json[["spec", "replicas"]] == 2)
        }
    }

    @Test func whatIsNoLongerAppliedGoes() async throws {
        try await withCluster { caller in
            var first = deployment("v1")
            first[["metadata", "labels"]] = ["kept": "yes", "dropped": "yes"]
            _ = try await apply(caller, first, as: "belay")
            first[["metadata", "labels"]] = ["kept": "yes"]
            var spec = first[["spec", "template", "spec", "containers"]]?.list?.first ?? [:]
            spec["readinessProbe"] = nil
            first[["spec", "template", "spec", "containers"]] = [spec]
            let second = try await apply(caller, first, as: "belay").json
            #expect(second[["metadata", "labels"]] == ["kept": "yes"])
            let container = second[["spec", "template", "spec", "containers"]]?.list?.first
            #expect(container?["readinessProbe"] == nil)
            #expect(container?["imagePullPolicy"] == "IfNotPresent")
        }
    }

    @Test func applyingTheSameAgainChangesNothing() async throws {
        try await withCluster { caller in
            let first = try await apply(caller, deployment("v1", replicas: 0), as: "belay").json
            let stands = try await caller.await("\(deployments)/web") {
                $0[["status", "observedGeneration"]] == 1 && $0[["metadata", "annotations"]] != nil
            }
            let second = try await apply(caller, deployment("v1", replicas: 0), as: "belay").json
            #expect(second[["metadata", "generation"]] == first[["metadata", "generation"]])
            #expect(second[["metadata", "resourceVersion"]] == stands[["metadata", "resourceVersion"]])
        }
    }

    @Test func unknownFieldsAreRefusedWhereThatIsAskedFor() async throws {
        try await withCluster { caller in
            var odd = deployment("v1")
            odd[["spec", "replica"]] = 3
            let (status, json) = try await apply(caller, odd, as: "belay", "&fieldValidation=Strict")
            #expect(status == 400)
            #expect(json["message"]?.text?.contains("unknown field \"spec.replica\"") == true)
        }
    }
}
