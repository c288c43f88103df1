import Basis
import FoundationEssentials
import Glibc
import Ports
import Subprocesses
import Testing
import Updates

@testable import Docker

/// The claim on a project, held on the engine itself.
struct LockTests {
    private func holder(_ nonce: String) -> Holder {
        Holder(host: "here", boot: "b", pid: 7, started: 1, nonce: nonce)
    }

    private func locks(_ shop: StagedProject, _ count: Int) -> [DockerLock] {
        (0..<count).map { _ in DockerLock(shop.site, longest: .seconds(1)) }
    }

    @Test("rule 25: of many who want the claim on an engine, one gets it")
    func oneOfManyGetsTheClaim() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in "services: {web: {image: a}}" }
            let scope = shop.site.scope
            let won = await withTaskGroup(of: Claim?.self) { group in
                for (index, lock) in locks(shop, 8).enumerated() {
                    group.addTask {
                        try? await lock.claim(
                            scope, by: holder("n\(index)"), after: Epoch(4), timeToLive: .seconds(60))
                    }
                }
                return await group.reduce(into: [Claim]()) { if let claim = $1 { $0.append(claim) } }
            }
            #expect(won.count == 1 && won.first?.epoch == Epoch(5))
            let held = try await failure {
                _ = try await locks(shop, 1)[0].claim(
                    scope, by: holder("late"), after: nil, timeToLive: .seconds(60))
            }
            #expect(held?.code == .lockHeld && held?.why.contains("process 7 on here") == true)
        }
    }

    @Test func aClaimThatIsRenewedIsHeldAndOneThatIsNotPasses() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in "services: {web: {image: a}}" }
            let (scope, both) = (shop.site.scope, locks(shop, 2))
            let first = try await both[0].claim(
                scope, by: holder("one"), after: nil, timeToLive: .seconds(2))
            for _ in 0..<4 {
                try await Task.sleep(for: .milliseconds(500))
                try await both[0].renew(first)
            }
            let living = try await failure {
                _ = try await both[1].claim(scope, by: holder("two"), after: nil, timeToLive: .seconds(60))
            }
            #expect(living?.code == .lockHeld)
            try await Task.sleep(for: .seconds(3))
            let second = try await both[1].claim(
                scope, by: holder("two"), after: nil, timeToLive: .seconds(1))
            #expect(second.epoch == Epoch(2))
            await #expect(throws: Standstill.self) { try await both[0].renew(first) }
            try await both[1].release(second)
            await #expect(throws: Standstill.self) { try await both[1].renew(second) }
            let third = try await both[0].claim(
                scope, by: holder("three"), after: Epoch(9), timeToLive: .seconds(60))
            #expect(third.epoch == Epoch(10))
        }
    }

    @Test("rule 26: a holder of this boot that is suspended is ended before anybody takes over")
    func aSuspendedHolderIsEnded() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in "services: {web: {image: a}}" }
            let sleeper = try BelayProcess(program: ["/bin/sleep", "300"], in: "/", output: "/dev/null")
            let status = try String(contentsOfFile: "/proc/\(sleeper.number)/stat", encoding: .utf8)
            let started = try #require(status.split(separator: " ").dropFirst(21).first.flatMap { Int($0) })
            let slow = Holder(
                host: "here", boot: ProcessIdentity.current.boot, pid: Int(sleeper.number), started: started,
                nonce: "slow")
            // Nothing but its death makes a successor sure within ten minutes.
            let lock = DockerLock(shop.site, longest: .seconds(600))
            let lost = try await lock.claim(shop.site.scope, by: slow, after: nil, timeToLive: .seconds(2))
            kill(sleeper.number, SIGSTOP)
            let early = try await failure {
                _ = try await lock.claim(
                    shop.site.scope, by: holder("next"), after: nil, timeToLive: .seconds(2))
            }
            #expect(early?.code == .lockHeld && !sleeper.isOver)
            try await Task.sleep(for: .seconds(4))
            let next = try await lock.claim(
                shop.site.scope, by: holder("next"), after: nil, timeToLive: .seconds(2))
            #expect(next.epoch > lost.epoch)
            #expect(try await sleeper.exit(within: RealEngine.patience) == -SIGKILL)
            await #expect(throws: Standstill.self) { try await lock.renew(lost) }
            try await lock.release(next)
        }
    }

    @Test func theEngineRemembersTheOpenRunAndTheLastRelease() async throws {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in "services: {web: {image: a}}" }
            let lock = locks(shop, 1)[0]
            let claim = try await lock.claim(
                shop.site.scope, by: holder("one"), after: nil, timeToLive: .seconds(60))
            let run = try #require(RunID("run1"))
            let mark = RunMark(run: run, journal: "/var/lib/belay", host: "here", epoch: claim.epoch)
            try await lock.mark(mark, under: claim)
            #expect(try await shop.platform.world().openRun == mark)
            for version in ["v1", "v2"] {
                let other = try #require(RunID("run\(version)"))
                let release = ReleaseMark(
                    version: version, commit: nil, run: other, images: ["web": "sha256:1"])
                try await lock.mark(release, under: claim)
                #expect(try await shop.platform.world().release == release)
            }
            try await lock.mark(nil, under: claim)
            let world = try await shop.platform.world()
            #expect(world.openRun == nil && world.release?.version == "v2")
            try await lock.release(claim)
            await #expect(throws: Standstill.self) { try await lock.mark(mark, under: claim) }
        }
    }
}
