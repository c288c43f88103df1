internal import Console
internal import Ports
internal import Updates

/// The release in force, and the newest run.
struct StatusReport: Report {
    let scope: Scope
    let journal: String
    let latest: RunSummary?
    let release: ReleaseRecord?

    var event: String { "status" }

    var fields: [JSONField] {
        [
            JSONField("app", scope.app), JSONField("env", scope.environment), JSONField("journal", journal),
            JSONField("release", release?.release.version), JSONField("commit", release?.release.commit),
            JSONField("since", release.map { Moment(milliseconds: $0.time).description }),
            JSONField("run", latest.map { .object($0.fields) } ?? .null),
        ]
    }

    func text(on surface: Surface) -> String {
        var lines = ["\(scope.app) in \(scope.environment): \(inForce)".harmlessLine]
        if let latest {
            let what = [latest.playbook, latest.version].compactMap { $0 }.joined(separator: " ")
            let stands = latest.standing.rawValue
            lines.append(
                "\(latest.standing.isOpen ? "open run" : "last run"): \(latest.run) (\(what)), \(stands), "
                    + "begun \(Moment(milliseconds: latest.began)) by \(latest.requester.user)")
            if let next { lines.append("next: \(next)") }
        }
        return lines.map { $0.harmlessLine.wrapped(to: surface.width, hanging: 2) }.joined(separator: "\n")
    }

    private var inForce: String {
        guard let release else { return "no release was put into force by Belay yet" }
        return "\(release.release.version) at \(release.release.commit.prefix(12)) since "
            + "\(Moment(milliseconds: release.time))"
    }

    /// The command that goes on from here, where a person is needed or nobody is at work.
    private var next: String? {
        guard let latest else { return nil }
        return switch latest.standing {
        case .paused: "belay approve \(latest.run), belay abort \(latest.run), or belay show \(latest.run)"
        case .stranded: "belay show \(latest.run)"
        case .advancing, .retreating, .committed: "belay status --watch; belay resume if nobody is at work"
        case .stopped, .succeeded, .rolledBack, .failed, .abandoned: nil
        }
    }
}
