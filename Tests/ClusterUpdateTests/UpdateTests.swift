import ClusterStandIn
import HTTP
import Testing

@Suite struct UpdateTests {
    private let good = Array(repeating: "localhost/app:v2", count: 3)

    @Test func aGoodReleaseReplacesThePods() async throws {
        try await Shop.with { shop in
            let first = try await shop.update(to: "v1.0.0")
            #expect(first.code == 0, "\(first.said)")
            let second = try await shop.update(to: "v1.0.1")
            #expect(second.code == 0, "\(second.said)")
            let images = try await shop.images()
            #expect(images == good)
        }
    }

    @Test(arguments: [
        ("v1.0.2", "cannot reach the database"), ("v1.0.3", "Readiness probe failed"),
        ("v1.0.4", "not found"), ("v1.0.5", ""),
    ])
    func aBrokenReleaseIsTakenBackAndLeavesNothing(_ tag: String, _ words: String) async throws {
        try await Shop.with { shop in
            let before = try await shop.update(to: "v1.0.1")
            #expect(before.code == 0, "\(before.said)")
            let stood = try await shop.inventory()
            let (code, said) = try await shop.update(to: tag)
            #expect(code == 3, "\(said)")
            let plain = said.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.isEmpty || plain.contains(words), "\(said)")
            let images = try await shop.images()
            let stands = try await shop.inventory()
            #expect(images == good)
            #expect(stands == stood)
        }
    }

    @Test func aRollAsksTheServerFewTimes() async throws {
        try await Shop.with { shop in
            let before = try await shop.update(to: "v1.0.0")
            #expect(before.code == 0, "\(before.said)")
            let asked = shop.cluster.record.count
            let (code, said) = try await shop.update(to: "v1.0.1")
            #expect(code == 0, "\(said)")
            // The promise is for a Deployment alone; its settings, which change too, cost four calls more.
            let calls = shop.cluster.record.dropFirst(asked).filter { call in
                !call.path.contains("/configmaps/settings-") && call.agent.hasPrefix("belay") && !call.isWatch
                    && !call.path.contains("/leases") && !call.path.hasSuffix("/v1")
            }
            #expect(calls.count <= 12, "\(calls.map { "\($0.method) \($0.path)" })")
        }
    }

    @Test func aTokenThatExpiredIsToldWithItsRemedy() async throws {
        try await Shop.with { shop in
            shop.cluster.revoke("admin-token")
            let (code, said) = try await shop.update(to: "v1.0.0")
            #expect(code == 1, "\(said)")
            #expect(said.contains("cluster.unauthorized"), "\(said)")
        }
    }
}
