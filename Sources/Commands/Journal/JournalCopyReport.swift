internal import Console

/// Where a copy of the journal went, and what it is without.
struct JournalCopyReport: Report {
    let path: String
    let key: String

    var event: String { "journal-copy" }
    var fields: [JSONField] { [JSONField("path", path), JSONField("key", key)] }

    func text(on surface: Surface) -> String {
        """
        copied to \(path)
        Without the key in \(key) what is sealed in it stays closed: keep that elsewhere.
        """
    }
}
