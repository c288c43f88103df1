internal import Console
internal import Ports

/// What a whole reading of the journal found.
struct JournalReport: Report {
    let location: String
    let found: JournalInspection

    var event: String { "journal" }

    var fields: [JSONField] {
        [
            JSONField("location", location), JSONField("version", .int(Int64(found.version))),
            JSONField("entries", .int(Int64(found.entries))), JSONField("runs", .int(Int64(found.runs))),
            JSONField("releases", .int(Int64(found.releases))),
            JSONField("pruned", .int(Int64(found.pruned))),
            JSONField("last", .int(Int64(found.last))), JSONField("hash", found.hash),
            JSONField("problems", .int(Int64(found.problems.count))),
        ]
    }

    func text(on surface: Surface) -> String {
        let content = "\(found.entries) entries, \(found.runs) runs, \(found.releases) releases"
        let pruned = found.pruned > 0 ? ", behind a checkpoint at \(found.pruned)" : ""
        let verdict = found.problems.isEmpty ? "every entry is what was written" : "it is damaged"
        return """
            \(location): \(content)\(pruned); \(verdict)
            last entry: \(found.last) \(found.hash)
            """
    }
}
