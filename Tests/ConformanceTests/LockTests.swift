import Basis
import ClusterStandIn
import Kubernetes
import Ports
import Testing
import Updates

@Suite struct LockTests {
    private let scope = Scope(app: "shop", environment: "test")

    private func lock(_ yard: Yard) -> KubernetesLock {
        let site = ClusterSite(
            yard.cluster, scope: scope, namespace: yard.namespace, vault: NoVault(), objects: [],
            read: { _ in [] })
        return KubernetesLock(site, longest: .seconds(1))
    }

    private func holder(_ nonce: String) -> Holder {
        Holder(host: "elsewhere-\(nonce)", boot: "another", pid: 1, started: 1, nonce: nonce)
    }

    @Test func aClaimIsALease() async throws {
        try await withYard { yard in
            let claim = try await lock(yard).claim(
                scope, by: holder("a"), after: nil, timeToLive: .seconds(30))
            let leases = try await yard.list(.leases)
            #expect(leases.count == 1)
            #expect(leases.first?["spec"]?["holderIdentity"]?.string?.contains("a") == true)
            #expect(claim.epoch.number >= 1)
        }
    }

    @Test func aLivingHolderKeepsItsClaim() async throws {
        try await withYard { yard in
            _ = try await lock(yard).claim(scope, by: holder("a"), after: nil, timeToLive: .seconds(30))
            let failure = try await refusal {
                _ = try await lock(yard).claim(scope, by: holder("b"), after: nil, timeToLive: .seconds(30))
            }
            #expect(failure.code == .lockHeld)
        }
    }

    @Test func whatIsGivenBackCanBeTakenWithALaterEpoch() async throws {
        try await withYard { yard in
            let first = lock(yard)
            let one = try await first.claim(scope, by: holder("a"), after: nil, timeToLive: .seconds(30))
            try await first.renew(one)
            try await first.release(one)
            let other = try await lock(yard).claim(
                scope, by: holder("b"), after: nil, timeToLive: .seconds(30))
            #expect(other.epoch.number > one.epoch.number)
        }
    }

    @Test func whoseClaimWasTakenIsFenced() async throws {
        try await withYard { yard in
            let first = lock(yard)
            let claim = try await first.claim(scope, by: holder("a"), after: nil, timeToLive: .seconds(30))
            let lease = try #require(try await yard.list(.leases).first)
            try await yard.patch(
                ["spec": ["holderIdentity": "somebody", "leaseTransitions": 99]], .leases, lease.name)
            await #expect(throws: Standstill.self) { try await first.renew(claim) }
        }
    }

    @Test func onlyOneOfManyGetsIt() async throws {
        try await withYard { yard in
            let wins = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<6 {
                    group.addTask {
                        let taken = try? await lock(yard).claim(
                            scope, by: holder("\(index)"), after: nil, timeToLive: .seconds(30))
                        return taken != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(wins == 1)
        }
    }
}

/// A vault that nothing of a lock asks.
struct NoVault: Vault {
    struct Empty: Error {}
    func secret(_ name: String) async throws -> Secret { throw Empty() }
    func seal(_ secret: Secret) async throws -> String { throw Empty() }
    func open(_ sealed: String) async throws -> Secret { throw Empty() }
    func fingerprint(_ secret: Secret) async throws -> String { throw Empty() }
}
