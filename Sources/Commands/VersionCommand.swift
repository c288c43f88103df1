internal import Console

/// `belay version`.
enum VersionCommand {
    static let command = Command(
        name: "version",
        about: "Print the version, the commit it was built from, the compiler and the platform",
        details: "",
        parameters: [],
        examples: [.init(line: "belay version --json", about: "The same, for a program to read")]
    ) { invocation in
        invocation.printer.show(VersionReport(build: .ofThisProgram))
        return .done
    }
}

/// The version in one line.
struct VersionReport: Report {
    let build: BuildFacts

    var event: String { "version" }

    var fields: [JSONField] {
        [
            JSONField("version", build.version), JSONField("commit", build.commit),
            JSONField("swift", BuildFacts.compiler), JSONField("platform", BuildFacts.platform),
        ]
    }

    func text(on surface: Surface) -> String {
        let commit = build.commit.map { "commit \($0)" } ?? "commit not recorded"
        return "belay \(build.version) (\(commit), Swift \(BuildFacts.compiler), \(BuildFacts.platform))"
    }
}
