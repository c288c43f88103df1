internal import Basis
internal import FoundationEssentials
package import Ports
internal import Subprocesses
package import Updates

/// The claim on a project, held on the engine itself: a volume is put there if it is absent, and its labels
/// are those of whoever was first.
///
/// Renewals are volumes too. How old one is the engine's own clock says, never ours.
package final class DockerLock: TargetLock {
    private static let lock = "lock"
    private static let holder = "belay.holder"
    private static let nonce = "belay.nonce"
    /// Creation is told in whole seconds, so an age can be a second too great.
    private static let grain = Duration.seconds(1)
    /// Between two looks at a holder who may be dead.
    private static let pause = Duration.seconds(1)
    /// How often somebody else may be faster before we give up.
    private static let races = 8

    private let site: DockerTargetSite
    /// The longest that a call of a dead holder can still be under way.
    private let longest: Duration
    private let beats = Guarded<[String: Int]>([:])
    private var engine: DockerEngine { site.engine }

    /// The lock of a project; a successor lets `longest` pass after the last sign of life.
    package init(_ site: DockerTargetSite, longest: Duration) { (self.site, self.longest) = (site, longest) }

    /// Takes the claim; see `TargetLock`.
    package func claim(
        _ scope: Scope, by holder: Holder, after epoch: Epoch?, timeToLive: Duration
    ) async throws -> Claim {
        for _ in 0..<DockerLock.races {
            let seen = try await volumes(of: scope)
            try await waitOut(seen, timeToLive: timeToLive, of: scope)
            let highest = seen.map(Marks.epoch(of:)).max() ?? 0
            let next = Epoch(1 + max(highest, epoch?.number ?? 0))
            let made = try await engine.create(
                volume: name(of: scope, next), labels: labels(of: scope, next, holder),
                by: .after(DockerTargetSite.act))
            guard made.labels[DockerLock.nonce] == holder.nonce else { continue }
            // Those of the dead go only now, so that a crash before leaves their epoch to be seen.
            for old in seen where old.labels[ProjectLabels.kind] == DockerLock.lock {
                try await remove(old.name)
            }
            return Claim(scope: scope, holder: holder, epoch: next)
        }
        throw DockerFailure(
            .lockHeld, at: "\(scope.app) \(scope.environment)", why: "somebody else was faster each time")
    }

    /// Says that the holder is alive.
    package func renew(_ claim: Claim) async throws {
        let seen = try await volumes(of: claim.scope)
        try checkHeld(claim, among: seen)
        let beat = beats.withLock { beats in
            beats[claim.holder.nonce, default: 0] += 1
            return beats[claim.holder.nonce, default: 0]
        }
        let own = name(of: claim.scope, claim.epoch)
        _ = try await engine.create(
            volume: "\(own).\(beat)", labels: labels(of: claim.scope, claim.epoch, claim.holder),
            by: .after(DockerTargetSite.act))
        for old in seen where old.name.hasPrefix("\(own).") { try await remove(old.name) }
    }

    /// Gives the claim back.
    package func release(_ claim: Claim) async throws {
        let own = name(of: claim.scope, claim.epoch)
        let mine = try await volumes(of: claim.scope).filter {
            $0.labels[DockerLock.nonce] == claim.holder.nonce
        }
        // The lock itself last: while a renewal is left, so is the claim.
        for volume in mine.sorted(by: { $0.name != own && $1.name == own }) {
            try await remove(volume.name)
        }
    }

    /// Writes down which run is open.
    package func mark(_ run: RunMark?, under claim: Claim) async throws {
        try checkHeld(claim, among: try await volumes(of: claim.scope))
        try await Marks(site).write(run, under: claim.epoch)
    }

    /// Writes down which release was committed last.
    package func mark(_ release: ReleaseMark, under claim: Claim) async throws {
        try checkHeld(claim, among: try await volumes(of: claim.scope))
        try await Marks(site).write(release, under: claim.epoch)
    }

    private func checkHeld(_ claim: Claim, among volumes: [VolumeDetails]) throws(Standstill) {
        let locks = volumes.filter { $0.labels[ProjectLabels.kind] == DockerLock.lock }
        if let other = locks.first(where: { Marks.epoch(of: $0) > claim.epoch.number }) {
            throw .fenced("\(DockerLock.words(for: other)) has a later claim on the engine")
        }
        let own = name(of: claim.scope, claim.epoch)
        guard locks.contains(where: { $0.name == own && $0.labels[DockerLock.nonce] == claim.holder.nonce })
        else {
            throw .fenced("the volume \(own), which is the claim, is gone from the engine")
        }
    }

    /// Throws if a holder lives; waits until one that does not can have nothing under way any more.
    private func waitOut(_ seen: [VolumeDetails], timeToLive: Duration, of scope: Scope) async throws {
        var locks = seen.filter { $0.labels[ProjectLabels.kind] == DockerLock.lock }
        guard let last = locks.max(by: { Marks.epoch(of: $0) < Marks.epoch(of: $1) }) else { return }
        // On the same boot of the same machine nobody need be waited for: the process is there or it is not.
        let process = DockerLock.holder(of: last)?.process
        if process?.standing == .dead { return }
        while !locks.isEmpty {
            let age = try await age(of: Marks.epoch(of: last), among: locks)
            // A holder may also come back to life while it is waited for.
            guard age >= timeToLive else {
                throw DockerFailure(
                    .lockHeld, at: "\(scope.app) \(scope.environment)",
                    why: "\(DockerLock.words(for: last)) holds it, last seen \(age.text) ago")
            }
            // One that was merely slow, or is suspended, shall not wake up behind its successor.
            if let process, await process.end() == .gone { return }
            if age >= timeToLive + longest { return }
            try await Task.sleep(for: DockerLock.pause)
            locks = try await volumes(of: scope).filter {
                $0.labels[ProjectLabels.kind] == DockerLock.lock
                    && Marks.epoch(of: $0) >= Marks.epoch(of: last)
            }
        }
    }

    /// How long ago the holder of an epoch, or a later one, was last seen, by the engine's clock.
    private func age(of epoch: Int, among volumes: [VolumeDetails]) async throws -> Duration {
        let signs = volumes.filter { Marks.epoch(of: $0) >= epoch }.compactMap { EngineTime($0.createdAt) }
        let now = try await engine.information(by: .after(DockerTargetSite.look)).systemTime
        guard let last = signs.max(), let now = EngineTime(now) else {
            throw DockerFailure(.notAnEngine, at: engine.place, why: "it does not tell the time")
        }
        return max(.zero, now.since(last) - DockerLock.grain)
    }

    /// Who holds it, in words.
    private static func words(for volume: VolumeDetails) -> String {
        guard let holder = holder(of: volume) else { return "somebody" }
        return "the process \(holder.pid) on \(holder.host)"
    }

    private static func holder(of volume: VolumeDetails) -> Holder? {
        volume.labels[holder].flatMap { try? JSONDecoder().decode(Holder.self, from: Data($0.utf8)) }
    }

    private func volumes(of scope: Scope) async throws(DockerFailure) -> [VolumeDetails] {
        let labels = [
            "\(ProjectLabels.app)=\(scope.app)", "\(ProjectLabels.environment)=\(scope.environment)",
            ProjectLabels.kind,
        ]
        return try await engine.volumes(labelled: labels, by: .after(DockerTargetSite.look))
    }

    private func name(of scope: Scope, _ epoch: Epoch) -> String {
        "belay.lock.\(scope.app).\(scope.environment).\(epoch)"
    }

    private func labels(of scope: Scope, _ epoch: Epoch, _ holder: Holder) throws -> [String: EngineValue] {
        [
            ProjectLabels.app: .text(scope.app), ProjectLabels.environment: .text(scope.environment),
            ProjectLabels.kind: .text(DockerLock.lock), ProjectLabels.epoch: .text("\(epoch)"),
            DockerLock.nonce: .text(holder.nonce),
            DockerLock.holder: .text(String(decoding: try JSONEncoder().encode(holder), as: UTF8.self)),
        ]
    }

    private func remove(_ name: String) async throws(DockerFailure) {
        do throws(DockerFailure) {
            try await engine.remove(volume: name, by: .after(DockerTargetSite.act))
        } catch {
            guard error.code == .noVolume else { throw error }
        }
    }
}

extension Holder {
    /// Its process, of which only its own boot sees anything.
    fileprivate var process: ProcessIdentity {
        ProcessIdentity(boot: boot, number: pid, started: started)
    }
}
