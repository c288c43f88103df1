import ClusterStandIn
import HTTP
import Testing

/// What goes wrong between Belay and a server that works: no update may notice more than a delay.
@Suite struct FaultTests {
    private func update(through fault: @escaping @Sendable (StandInCluster) -> Void) async throws {
        try await Shop.with { shop in
            let before = try await shop.update(to: "v1.0.0")
            #expect(before.code == 0, "\(before.said)")
            fault(shop.cluster)
            let (code, said) = try await shop.update(to: "v1.0.1")
            #expect(code == 0, "\(said)")
            let images = try await shop.images()
            #expect(images == Array(repeating: "localhost/app:v2", count: 3))
        }
    }

    @Test func aBusyServerIsAskedAgain() async throws {
        try await update {
            $0.inject(Fault(.answer(status: 429, retryAfterSeconds: 1), method: "PATCH", times: 2))
        }
    }

    @Test func aServerThatStumblesIsAskedAgain() async throws {
        try await update {
            $0.inject(Fault(.answer(status: 503, retryAfterSeconds: 1), method: "GET", times: 2))
        }
    }

    @Test func anApplyThatWasNeverAnsweredIsMadeAgain() async throws {
        try await update { $0.inject(Fault(.dropAfter, method: "PATCH", path: "/deployments/", times: 1)) }
    }

    @Test func aReadThatWasNeverAnsweredIsMadeAgain() async throws {
        try await update { $0.inject(Fault(.dropBefore, method: "GET", path: "/deployments", times: 2)) }
    }

    @Test func aSlowServerIsWaitedFor() async throws {
        try await update { $0.inject(Fault(.delay(milliseconds: 300), times: 5)) }
    }

    @Test func watchesThatBreakAndForgetAreTakenUpAgain() async throws {
        var settings = StandInSettings()
        // Slow enough for the watches to break in the midst of it.
        settings.pace = 0.3
        try await Shop.with(settings) { shop in
            let before = try await shop.update(to: "v1.0.0")
            #expect(before.code == 0, "\(before.said)")
            let cluster = shop.cluster
            let breaking = Task.detached {
                for _ in 0..<4 {
                    try await Task.sleep(for: .milliseconds(150))
                    cluster.compact()
                    cluster.dropWatches()
                }
            }
            let (code, said) = try await shop.update(to: "v1.0.1")
            breaking.cancel()
            #expect(code == 0, "\(said)")
            let images = try await shop.images()
            #expect(images == Array(repeating: "localhost/app:v2", count: 3))
        }
    }
}
