import Basis
import ClusterStandIn
import HTTP
import Kubernetes
import Testing

@Suite struct RightsTests {
    private let role = Resource("rbac.authorization.k8s.io/v1", "Role", "roles")
    private let binding = Resource("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings")

    private func allow(_ yard: Yard, _ user: String, _ rules: JSON) async throws {
        try await yard.create(
            [
                "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": ["name": "some"],
                "rules": rules,
            ], role)
        try await yard.create(
            [
                "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
                "metadata": ["name": "some"],
                "subjects": [
                    ["kind": "User", "name": .text(user), "apiGroup": "rbac.authorization.k8s.io"]
                ],
                "roleRef": ["kind": "Role", "name": "some", "apiGroup": "rbac.authorization.k8s.io"],
            ], binding)
    }

    /// Rights take a moment to arrive at every server of a cluster.
    private func eventually(_ act: () async throws -> Void) async throws {
        for _ in 0..<100 {
            do {
                try await act()
                return
            } catch let failure as ClusterFailure where failure.code == .forbidden {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        try await act()
    }

    @Test func aStrangerIsRefusedWithTheWords() async throws {
        try await withYard { yard in
            let stranger = yard.acting(as: "belay-nobody")
            let failure = try await refusal { _ = try await stranger.object(.configMaps, "a") }
            #expect(failure.code == .forbidden)
            #expect(
                failure.why.contains("User \"belay-nobody\" cannot get resource \"configmaps\""),
                "\(failure.why)")
            #expect(failure.why.contains("in the namespace \"\(yard.namespace)\""), "\(failure.why)")
        }
    }

    @Test func whatARoleAllowsIsAllowedAndNothingElse() async throws {
        try await withYard { yard in
            try await allow(
                yard, "belay-reader",
                [["apiGroups": [""], "resources": ["configmaps"], "verbs": ["get", "list"]]])
            let reader = yard.acting(as: "belay-reader")
            try await eventually { _ = try await reader.list(.configMaps) }
            let failure = try await refusal { try await reader.create(Bodies.map("a"), .configMaps) }
            #expect(failure.code == .forbidden)
            #expect(failure.why.contains("cannot create"), "\(failure.why)")
        }
    }

    @Test func aNameNarrowsARole() async throws {
        try await withYard { yard in
            for name in ["mine", "other"] { try await yard.create(Bodies.map(name), .configMaps) }
            try await allow(
                yard, "belay-one",
                [
                    [
                        "apiGroups": [""], "resources": ["configmaps"], "verbs": ["get"],
                        "resourceNames": ["mine"],
                    ]
                ])
            let one = yard.acting(as: "belay-one")
            try await eventually { _ = try await one.object(.configMaps, "mine") }
            let failure = try await refusal { _ = try await one.object(.configMaps, "other") }
            #expect(failure.code == .forbidden)
        }
    }

    @Test func aSubresourceNeedsARightOfItsOwn() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.shell("sleep 600")), .pods)
            try await allow(
                yard, "belay-pods", [["apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list"]]])
            let reader = yard.acting(as: "belay-pods")
            try await eventually { _ = try await reader.object(.pods, "p") }
            let failure = try await refusal {
                _ = try await reader.cluster.logs(
                    of: "p", container: nil, in: yard.namespace, by: yard.soon)
            }
            #expect(failure.code == .forbidden)
            #expect(failure.why.contains("pods/log"), "\(failure.why)")
        }
    }

    @Test func execNeedsARightOfItsOwn() async throws {
        try await withYard { yard in
            try await yard.create(Bodies.pod("p", Bodies.shell("sleep 600")), .pods)
            try await yard.await(.pods, "p") { $0.isTrue("Ready") }
            try await allow(
                yard, "belay-pods", [["apiGroups": [""], "resources": ["pods"], "verbs": ["get"]]])
            let reader = yard.acting(as: "belay-pods")
            try await eventually { _ = try await reader.object(.pods, "p") }
            let failure = try await refusal {
                _ = try await reader.cluster.start(
                    PodCommand(["true"], in: "p"), in: yard.namespace, by: yard.soon)
            }
            #expect(failure.status == 403)
        }
    }

    @Test func aWrongTokenIsNobody() async throws {
        try await withYard { yard in
            var place = ClusterPlace(yard.place.endpoint, name: "wrong", token: Secret("no-such-token"))
            place.base = yard.place.base
            let cluster = Cluster(at: place, launcher: yard.launcher)
            let failure = try await refusal {
                _ = try await cluster.list(.configMaps, in: yard.namespace, by: yard.soon)
            }
            #expect(failure.code == .unauthorized)
            #expect(failure.status == 401)
        }
    }
}
