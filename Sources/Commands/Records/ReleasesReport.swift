internal import Console
internal import Ports
internal import Updates

/// Releases in a table.
struct ReleasesReport: Report {
    let releases: [ReleaseRecord]
    let scope: Scope

    var event: String { "releases" }

    var fields: [JSONField] {
        [
            JSONField("app", scope.app), JSONField("env", scope.environment),
            JSONField("releases", .array(releases.map(json))),
        ]
    }

    private func json(_ record: ReleaseRecord) -> JSONValue {
        .object([
            JSONField("release", record.release.version), JSONField("commit", record.release.commit),
            JSONField("outcome", record.outcome.rawValue), JSONField("run", record.run.text),
            JSONField("revision", record.revision), JSONField("user", record.requester.user),
            JSONField("time", Moment(milliseconds: record.time).description),
            JSONField(
                "images",
                .object(
                    record.services.sorted { $0.service < $1.service }.map {
                        JSONField($0.service, $0.digest ?? $0.image)
                    })),
        ])
    }

    func text(on surface: Surface) -> String {
        guard !releases.isEmpty else {
            return "no release of \(scope.app) is recorded in \(scope.environment)".harmlessLine
        }
        let inForce = releases.first { $0.outcome == .committed }?.run
        let rows = releases.map { record in
            [
                record.release.version, String(record.release.commit.prefix(12)),
                record.run == inForce ? "in force" : record.outcome.rawValue,
                Moment(milliseconds: record.time).description, record.run.text, record.requester.user,
            ]
        }
        return Table([["RELEASE", "COMMIT", "OUTCOME", "SINCE", "RUN", "BY"]] + rows).text(on: surface)
    }
}
