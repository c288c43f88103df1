internal import Console
internal import Ports
internal import Updates

/// `belay releases`.
enum ReleasesCommand {
    static let command = Command(
        name: "releases",
        about: "List the releases that were put into force or tried here, newest first",
        details: "Each of them is a place that `belay rollback --to TAG` goes back to.",
        parameters: [],
        examples: [.init(line: "belay releases -e production", about: "Where production can go back to")]
    ) { invocation in
        let records = try await Records(invocation)
        guard let scope = records.scope else {
            _ = try Workplace(invocation)
            return .done
        }
        let releases = try await records.journal.releases(of: scope)
        invocation.printer.show(ReleasesReport(releases: releases, scope: scope))
        return .done
    }
}
