import Basis
import ClusterStandIn
import Kubernetes
import Testing

@Suite struct InvalidTests {
    private func refused(_ body: JSON, _ resource: Resource, for word: String) async throws {
        try await withYard { yard in
            let failure = try await refusal { try await yard.create(body, resource) }
            #expect(failure.code == .invalid)
            #expect(failure.why.contains(word), "\(failure.why)")
        }
    }

    @Test func negativeReplicas() async throws {
        try await refused(Bodies.deployment("v1", replicas: -1), .deployments, for: "replicas")
    }

    @Test func aSelectorThatMissesItsTemplate() async throws {
        let more: JSON = ["selector": ["matchLabels": ["app": "other"]]]
        try await refused(Bodies.deployment("v1", more), .deployments, for: "selector")
    }

    @Test func noContainers() async throws {
        let more: JSON = ["template": ["metadata": ["labels": ["app": "web"]], "spec": ["containers": []]]]
        try await refused(Bodies.deployment("v1", more), .deployments, for: "containers")
    }

    @Test func aPortThatIsNone() async throws {
        var container = Bodies.container("v1")
        container["ports"] = [["containerPort": 70000]]
        try await refused(Bodies.pod("web", container), .pods, for: "containerPort")
    }

    @Test func aMountOfNoVolume() async throws {
        var container = Bodies.container("v1")
        container["volumeMounts"] = [["name": "nothing", "mountPath": "/x"]]
        try await refused(Bodies.pod("web", container), .pods, for: "volumeMounts")
    }

    @Test func aNameThatIsNone() async throws {
        try await refused(Bodies.map("Not_A_Name"), .configMaps, for: "metadata.name")
    }

    @Test func aJobThatAlwaysRestarts() async throws {
        let more: JSON = [
            "template": Bodies.template("j", [Bodies.shell("true")], ["restartPolicy": "Always"])
        ]
        try await refused(Bodies.job("j", "true", more), .jobs, for: "restartPolicy")
    }

    @Test func rollingThatCannotMove() async throws {
        let more: JSON = [
            "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 0, "maxUnavailable": 0]]
        ]
        try await refused(Bodies.deployment("v1", more), .deployments, for: "maxUnavailable")
    }

    @Test func recreateWithRollingParts() async throws {
        let more: JSON = ["strategy": ["type": "Recreate", "rollingUpdate": ["maxSurge": 1]]]
        try await refused(Bodies.deployment("v1", more), .deployments, for: "rollingUpdate")
    }

    @Test func aServiceWithoutPorts() async throws {
        var body = Bodies.service("web", to: "web")
        body[["spec", "ports"]] = []
        try await refused(body, .services, for: "ports")
    }

    @Test func aSelectorStays() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.deployment("v1", replicas: 0), .deployments)
            let other: JSON = [
                "selector": ["matchLabels": ["app": "other"]],
                "template": Bodies.template("other", [Bodies.container("v1")]),
            ]
            let failure = try await refusal {
                try await yard.apply(
                    Bodies.deployment("v1", replicas: 0, other), .deployments, force: true)
            }
            #expect(failure.code == .invalid)
            #expect(failure.why.contains("immutable"), "\(failure.why)")
        }
    }

    @Test func aJobsTemplateStays() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.job("j", "sleep 5"), .jobs)
            let failure = try await refusal {
                try await yard.apply(Bodies.job("j", "sleep 6"), .jobs, force: true)
            }
            #expect(failure.code == .invalid)
        }
    }

    @Test func aLeaseIsOnlyReplacedUponItsVersion() async throws {
        try await withYard { yard in
            let lease: JSON = [
                "apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": ["name": "l"],
                "spec": ["holderIdentity": "me"],
            ]
            try await yard.create(lease, .leases)
            let failure = try await refusal { try await yard.replace(lease, .leases) }
            #expect(failure.code == .invalid)
        }
    }
}
