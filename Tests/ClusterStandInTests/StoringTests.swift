import ClusterStandIn
import HTTP
import Testing

@Suite struct StoringTests {
    @Test func aSecondCreateCollides() async throws {
        try await withCluster { caller in
            #expect(try await caller.call(.post, maps, map("a")).status == 201)
            let (status, json) = try await caller.call(.post, maps, map("a"))
            #expect(status == 409)
            #expect(json["reason"] == "AlreadyExists")
            #expect(json["message"] == "configmaps \"a\" already exists")
        }
    }

    @Test func anOldVersionCannotBeWrittenOver() async throws {
        try await withCluster { caller in
            let first = try await caller.call(.post, maps, map("a")).json
            var second = first
            second["data"] = ["key": "2"]
            #expect(try await caller.call(.put, "\(maps)/a", second).status == 200)
            let (status, json) = try await caller.call(.put, "\(maps)/a", first)
            #expect(status == 409)
            #expect(json["reason"] == "Conflict")
        }
    }

    @Test func aWriteThatChangesNothingIsNone() async throws {
        try await withCluster { caller in
            let first = try await caller.call(.post, maps, map("a")).json
            let same = try await caller.call(.patch, "\(maps)/a", map("a"), type: Caller.merge).json
            #expect(same[["metadata", "resourceVersion"]] == first[["metadata", "resourceVersion"]])
        }
    }

    @Test func whatAFinalizerHoldsGoesWithTheFinalizer() async throws {
        try await withCluster { caller in
            var held = map("a")
            held[["metadata", "finalizers"]] = ["example.com/held"]
            try await caller.call(.post, maps, held)
            try await caller.call(.delete, "\(maps)/a")
            let leaving = try await caller.call(.get, "\(maps)/a").json
            #expect(leaving[["metadata", "deletionTimestamp"]] != nil)
            let free: JSON = ["metadata": ["finalizers": .null]]
            try await caller.call(.patch, "\(maps)/a", free, type: Caller.merge)
            #expect(try await caller.call(.get, "\(maps)/a").status == 404)
        }
    }

    @Test func listsComeInParts() async throws {
        try await withCluster { caller in
            for name in ["a", "b", "c"] { try await caller.call(.post, maps, map(name)) }
            let first = try await caller.call(.get, "\(maps)?limit=2").json
            #expect(first["items"]?.list?.count == 2)
            let token = try #require(first[["metadata", "continue"]]?.text)
            try await caller.call(.post, maps, map("d"))
            let rest = try await caller.call(.get, "\(maps)?limit=2&continue=\(token)").json
            let names = rest["items"]?.list?.compactMap { $0[["metadata", "name"]]?.text }
            #expect(names == ["c", "kube-root-ca.crt"])
            #expect(rest[["metadata", "resourceVersion"]] == first[["metadata", "resourceVersion"]])
            caller.cluster.compact()
            #expect(try await caller.call(.get, "\(maps)?limit=2&continue=\(token)").status == 410)
        }
    }

    @Test func aDryRunLeavesNothing() async throws {
        try await withCluster { caller in
            let tried = try await caller.call(.post, "\(maps)?dryRun=All", map("a"))
            let found = try await caller.call(.get, "\(maps)/a")
            #expect(tried.status == 201)
            #expect(found.status == 404)
        }
    }

    @Test func aNamespaceTakesEverythingAlong() async throws {
        try await withCluster { caller in
            try await caller.call(.post, deployments, deployment("v1"))
            try await caller.await("\(deployments)/web") { $0[["status", "availableReplicas"]] == 2 }
            try await caller.call(.delete, "/api/v1/namespaces/shop")
            try await caller.await("/api/v1/namespaces/shop") { $0["code"] == 404 }
            let pods = try await caller.call(.get, "/api/v1/pods").json
            #expect(pods["items"] == [])
        }
    }

    @Test func whoIsUnknownIsToldSo() async throws {
        try await withCluster { caller in
            let stranger = Caller(caller.cluster, token: "nobody")
            #expect(try await stranger.call(.get, maps).status == 401)
            let nameless = Caller(caller.cluster, token: nil)
            let (status, json) = try await nameless.call(.get, maps)
            #expect(status == 403)
            #expect(
                json["message"]
                    == """
                    configmaps is forbidden: User "system:anonymous" cannot list resource "configmaps" in \
                    API group "" in the namespace "shop"
                    """)
        }
    }
}
