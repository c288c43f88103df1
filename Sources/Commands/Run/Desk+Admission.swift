internal import Basis
internal import Ports
internal import Updates

extension Desk {
    /// Refuses a plan for a release that failed its gates before, or that was not proved where it must be.
    func admit(_ plan: Plan, override reason: String?) async throws {
        guard case .update(let release) = plan.purpose else { return }
        let records = try await journal.releases(of: scope)
        let verdict = records.first { $0.release.commit == release.commit }
        if let verdict, verdict.outcome == .refused, reason == nil {
            let what = "\(release.version) failed its gates before"
            let why =
                "run \(verdict.run) at \(Moment(milliseconds: verdict.time)), by \(verdict.requester.user)"
            throw Failure(
                problems: [
                    Diagnostic(CommandCode.refusedRelease, what, at: .thing(release.version), why: why)
                ], exit: .failed)
        }
        for requirement in plan.environment.requires {
            try await demand(release, in: requirement.name.value, lasting: requirement.value.value)
        }
    }

    private func demand(
        _ release: PinnedRelease, in environment: String, lasting length: Duration
    ) async throws {
        let other = Scope(app: scope.app, environment: environment)
        let records = try await journal.releases(of: other)
        let place = records.firstIndex { $0.outcome == .committed && $0.release.commit == release.commit }
        let since = place.map { Moment(milliseconds: records[$0].time) }
        let until = place.flatMap { place in
            records[..<place].last { $0.outcome == .committed }.map { Moment(milliseconds: $0.time) }
        }
        let now = until ?? Moment(milliseconds: SystemTime().now)
        guard let since, now.since(since) >= length else {
            let what = "\(release.version) was not in force in \(environment) for \(length.text)"
            let why = since.map { "it was there for \(now.since($0).text)" } ?? "it never was"
            throw Failure(
                problems: [
                    Diagnostic(
                        CommandCode.notProved, what, at: .thing(environment), why: why,
                        remedy: "Run `belay update -e \(environment) --version \(release.version)` first.")
                ], exit: .failed)
        }
    }
}
