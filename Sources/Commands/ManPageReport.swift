internal import Console

/// The manual page.
struct ManPageReport: Report {
    let grammar: Grammar

    var event: String { "manual" }
    var fields: [JSONField] { [JSONField("roff", roff)] }
    func text(on surface: Surface) -> String { roff }

    private var roff: String { ManPage(grammar: grammar, version: BuildFacts.ofThisProgram.version).roff }
}
