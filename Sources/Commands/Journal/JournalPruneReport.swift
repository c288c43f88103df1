internal import Console
internal import Ports

/// What was taken away from the journal.
struct JournalPruneReport: Report {
    let pruning: JournalPruning

    var event: String { "journal-prune" }

    var fields: [JSONField] {
        [
            JSONField("entries", .int(Int64(pruning.entries))), JSONField("runs", .int(Int64(pruning.runs))),
            JSONField("releases", .int(Int64(pruning.releases))),
        ]
    }

    func text(on surface: Surface) -> String {
        pruning.entries == 0
            ? "nothing was over for that long"
            : "\(pruning.entries) entries of \(pruning.runs) runs were taken away; "
                + "\(pruning.releases) releases that the way back needs were kept"
    }
}
