internal import Basis
internal import FoundationEssentials
package import Ports
internal import Subprocesses
package import Updates

/// The claim on an application's environment: a Lease. Its number of transitions is the epoch.
///
/// The lease itself stays: it carries the epoch, and what a stranger must know.
package final class KubernetesLock: TargetLock {
    /// Between two looks at a holder that may be dead.
    private static let pause = Duration.seconds(1)
    /// How often somebody else may be faster.
    private static let races = 5

    private let site: ClusterSite
    private let longest: Duration
    private var book: LeaseBook { site.lease }

    /// Claims on a site; no act of a holder takes longer than `longest`.
    package init(_ site: ClusterSite, longest: Duration) { (self.site, self.longest) = (site, longest) }

    /// Takes the claim. A holder whose renewals stopped is waited out, by our own clock: the version of its
    /// lease must stay the same for its time to live and the longest act.
    package func claim(
        _ scope: Scope, by holder: Holder, after epoch: Epoch?, timeToLive: Duration
    ) async throws -> Claim {
        try await ClusterRights(site).check()
        // What the world was made of a moment ago is good enough: a later version refuses the writing.
        var lease = book.last
        if lease == nil { lease = try await book.read() }
        for _ in 0..<KubernetesLock.races {
            if let standing = lease { lease = try await waitOut(standing, timeToLive: timeToLive) }
            let before = lease?["spec"]?["leaseTransitions"]?.int ?? 0
            let next = Epoch(max(before, epoch?.number ?? 0) + 1)
            let claim = Claim(scope: scope, holder: holder, epoch: next)
            do throws(ClusterFailure) {
                let spec = spec(of: claim, timeToLive: timeToLive, since: nil)
                var notes = lease?["metadata"]?["annotations"].texts ?? [:]
                notes[LeaseBook.Note.holder] = holder.record
                if let lease {
                    try await book.replace(lease, spec, notes: notes)
                } else {
                    try await book.create(spec, notes: notes)
                }
                return claim
            } catch {
                guard [.conflict, .alreadyThere, .notFound].contains(error.code) else { throw error }
                lease = try await book.read()
            }
        }
        throw ClusterFailure(.lockHeld, at: book.name, why: "somebody else was faster each time")
    }

    /// Says that the holder is alive.
    package func renew(_ claim: Claim) async throws { try await write(claim) { _ in } }

    /// Gives the claim back.
    package func release(_ claim: Claim) async throws {
        let spec = KubernetesValue.object([.init("leaseTransitions", .int(claim.epoch.number))])
        var lease = book.last
        for _ in 0..<KubernetesLock.races {
            if lease == nil { lease = try await book.read() }
            guard let standing = lease, isHeld(standing, by: claim) else { return }
            var notes = standing["metadata"]?["annotations"].texts ?? [:]
            notes[LeaseBook.Note.holder] = nil
            do throws(ClusterFailure) {
                try await book.replace(standing, spec, notes: notes)
                return
            } catch {
                // Whoever wrote it in between may have it now, or may only have looked after its labels.
                guard [.conflict, .notFound].contains(error.code) else { throw error }
                lease = nil
            }
        }
    }

    /// Writes down which run is open.
    package func mark(_ run: RunMark?, under claim: Claim) async throws {
        let text = try run.map { try LeaseBook.text(of: $0) }
        try await write(claim) { $0[LeaseBook.Note.run] = text }
    }

    /// Writes down which release was committed last.
    package func mark(_ release: ReleaseMark, under claim: Claim) async throws {
        let text = try LeaseBook.text(of: release)
        try await write(claim) { $0[LeaseBook.Note.release] = text }
    }

    // MARK: Fencing

    /// Changes notes and renews, upon a version that is ours.
    private func write(_ claim: Claim, _ change: (inout [String: String]) -> Void) async throws {
        var lease = book.last
        for _ in 0..<KubernetesLock.races {
            if lease == nil { lease = try await book.read() }
            guard let standing = lease else {
                throw Standstill.fenced("the lease \(book.name), which is the claim, is gone")
            }
            guard isHeld(standing, by: claim) else {
                throw Standstill.fenced("\(words(for: standing)) has a later claim on the environment")
            }
            var notes = standing["metadata"]?["annotations"].texts ?? [:]
            change(&notes)
            let timeToLive = standing["spec"]?["leaseDurationSeconds"]?.int ?? 30
            let since = standing["spec"]?["acquireTime"]?.string
            do throws(ClusterFailure) {
                try await book.replace(
                    standing, spec(of: claim, timeToLive: .seconds(timeToLive), since: since), notes: notes)
                return
            } catch {
                guard [.conflict, .notFound].contains(error.code) else { throw error }
                lease = nil
            }
        }
        throw ClusterFailure(.conflict, at: book.name, why: "somebody else changed it each time")
    }

    private func isHeld(_ lease: JSONTree, by claim: Claim) -> Bool {
        lease["spec"]?["holderIdentity"]?.string == claim.holder.identity
            && lease["spec"]?["leaseTransitions"]?.int == claim.epoch.number
    }

    /// The lease once nobody can be at work under it any more. Throws if its holder lives.
    private func waitOut(_ lease: JSONTree, timeToLive: Duration) async throws -> JSONTree? {
        guard let identity = lease["spec"]?["holderIdentity"]?.string, !identity.isEmpty else { return lease }
        // On the same boot of the same machine nobody need be waited for: the process is there or it is not.
        if let holder: Holder = book.note(LeaseBook.Note.holder, in: lease), holder.isDead { return lease }
        let own = (lease["spec"]?["leaseDurationSeconds"]?.int).map { Duration.seconds($0) } ?? timeToLive
        let version = lease["metadata"]?["resourceVersion"]?.string
        // A clock that goes wrong only makes us refuse; believing that a holder is dead takes more than it.
        let renewed = lease["spec"]?["renewTime"]?.string.flatMap { ClusterTime($0) }
        if let renewed, abs(Date().timeIntervalSince1970 - renewed.seconds) < Double(own.components.seconds) {
            throw ClusterFailure(.lockHeld, at: book.name, why: "\(words(for: lease)) holds it")
        }
        let end = Deadline.after(own + longest)
        while true {
            try await Task.sleep(for: KubernetesLock.pause)
            guard let now = try await book.read() else { return nil }
            if (now["spec"]?["holderIdentity"]?.string ?? "").isEmpty { return now }
            if now["metadata"]?["resourceVersion"]?.string != version {
                throw ClusterFailure(.lockHeld, at: book.name, why: "\(words(for: now)) holds it")
            }
            if end.hasPassed { return now }
        }
    }

    private func words(for lease: JSONTree) -> String {
        guard let holder: Holder = book.note(LeaseBook.Note.holder, in: lease) else {
            return lease["spec"]?["holderIdentity"]?.string?.oneLine ?? "somebody"
        }
        return "the process \(holder.pid) on \(holder.host)"
    }

    private func spec(of claim: Claim, timeToLive: Duration, since: String?) -> KubernetesValue {
        let now = ClusterTime(seconds: Date().timeIntervalSince1970).text
        let seconds = max(1, Int(timeToLive.components.seconds))
        return .object([
            .init("holderIdentity", .string(claim.holder.identity)),
            .init("leaseDurationSeconds", .int(seconds)),
            .init("acquireTime", .string(since ?? now)), .init("renewTime", .string(now)),
            .init("leaseTransitions", .int(claim.epoch.number)),
        ])
    }
}

extension Holder {
    /// As the lease names it.
    fileprivate var identity: String { "\(host)_\(pid)_\(nonce)" }

    fileprivate var record: String? { try? LeaseBook.text(of: self) }

    /// Whether it is known to be dead: only on its own boot can that be seen.
    fileprivate var isDead: Bool {
        ProcessIdentity(boot: boot, number: pid, started: started).standing == .dead
    }
}
