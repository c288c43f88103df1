internal import Basis
package import Ports
package import Updates

/// Writes down a release that was committed, or that failed its gates: everything that the way back needs.
package struct ReleaseRecorder: ReleaseKeeper {
    private let platform: any Platform

    /// For a target.
    package init(of platform: any Platform) { self.platform = platform }

    /// The record of what a run put into force or tried; nil if it was about no release.
    package func record(of opening: RunOpening, as run: Run, at time: Int64) async throws -> ReleaseRecord? {
        guard let outcome = run.releaseOutcome, opening.plan.changesWhatRuns else { return nil }
        switch opening.plan.purpose {
        case .update(let release):
            return try await record(release, outcome, opening, run, checkout: run.checkout, at: time)
        case .rollback(let former) where outcome == .committed:
            return try await record(
                former.release, outcome, opening, run, checkout: former.checkout, at: time,
                revision: former.revision)
        case .rollback, .adoption, .other: return nil
        }
    }

    private func record(
        _ release: PinnedRelease, _ outcome: ReleaseRecord.Outcome, _ opening: RunOpening, _ run: Run,
        checkout: String?, at time: Int64, revision: String? = nil
    ) async throws -> ReleaseRecord {
        let services = outcome == .committed ? try await platform.world().services : []
        let blueprints = try await platform.standing(of: services.map(\.service))
        var record = ReleaseRecord(
            release: release, run: opening.run, outcome: outcome, services: services,
            blueprints: Dictionary(blueprints.map { ($0.service, $0) }) { first, _ in first },
            revision: run.revision ?? revision, checkout: checkout, requester: opening.requester, time: time)
        record.schema = run.schema
        return record
    }
}

extension Plan {
    /// Whether it changes which release serves: a rehearsal pulls and builds one, and nothing of it ever
    /// serves.
    fileprivate var changesWhatRuns: Bool {
        if case .update = purpose {} else { return true }
        return steps.contains { if case .roll = $0.action { true } else { false } }
    }
}

extension Run {
    /// What became of the release; nil where nothing is to be remembered.
    fileprivate var releaseOutcome: ReleaseRecord.Outcome? {
        guard case .closing(let result, _) = phase else { return nil }
        if result == .over(.succeeded) { return .committed }
        guard let failure else { return nil }
        // What failed for want of a network or a disk says nothing about the release.
        let verdicts = [
            RollCode.replicaFailed.rawValue, GateCode.failed.rawValue, GateCode.outOfTime.rawValue,
            GateCode.requestsLost.rawValue,
        ]
        let isJudged = failure.cause == .gate || verdicts.contains(failure.diagnostic.code)
        return isJudged ? .refused : nil
    }

    /// The folder that `pull` laid out.
    fileprivate var checkout: String? {
        let pulled = steps.lazy.filter { if case .pull = $0.step.action { true } else { false } }
        let record = pulled.compactMap { step in
            try? step.after?.record(as: PullRecord.self, of: step.step.name)
        }
        return record.last?.checkout
    }

    /// The revision that the last migration left.
    fileprivate var revision: String? { migrations.compactMap { $0.after?.facts["revision"] }.last }

    /// The schema as the last migration left it.
    fileprivate var schema: SchemaRecord? {
        let records = migrations.compactMap { step in
            try? step.after?.record(as: MigrationRecord.self, of: step.step.name)
        }
        guard let last = records.last else { return nil }
        return SchemaRecord(
            revision: last.state.revision ?? "", fingerprint: last.state.fingerprint,
            blueprint: last.blueprint, checkout: last.checkout,
            isContracted: records.contains(where: \.isContracted))
    }

    private var migrations: [StepRun] {
        steps.filter { if case .migrate = $0.step.action { true } else { false } }
    }
}
