internal import Basis
internal import Console

/// `belay check`.
enum CheckCommand {
    private static let files = Parameter<[String]>.operands(
        "FILE", "What to check (default: the project, with what its environments run)", takes: .file)
    private static let sarif = Parameter<Bool>.flag(
        "sarif", "Print the findings as one SARIF document, for editors and CI")

    static let command = Command(
        name: "check",
        about: "Find everything that is wrong or will hurt, before anything runs",
        details: """
            Manifests, playbooks, Compose files and Kubernetes manifests are told apart by their content. \
            The Compose files of one folder are one project, each over those before it; a folder stands for \
            its YAML files. Without files every environment is checked, or the one of `--env`. Errors exit \
            with 2; warnings and notes alone with 0.
            """,
        parameters: [files.row, sarif.row],
        examples: [
            .init(line: "belay check", about: "Check the project here or in a folder above"),
            .init(line: "belay check playbooks/update.yml", about: "Check one file by itself"),
            .init(line: "belay check -e production", about: "Check the project for one environment"),
            .init(line: "belay check compose.yml compose.prod.yml", about: "Check Compose files"),
            .init(line: "belay check --sarif > belay.sarif", about: "For a code host's review"),
        ]
    ) { invocation in
        let findings = try findings(for: invocation)
        let errors = findings.problems.filter { $0.severity == .error }
        if invocation.arguments[sarif] {
            invocation.printer.show(SARIFReport(problems: findings.problems))
            return errors.isEmpty ? .done : .wrongInput
        }
        for problem in findings.problems where problem.severity != .error {
            invocation.printer.notice(problem)
        }
        guard errors.isEmpty else { throw Failure.wrongInput(errors) }
        invocation.printer.show(CheckReport(files: findings.files, problems: findings.problems))
        return .done
    }

    private static func findings(for invocation: Invocation) throws -> Findings {
        let paths = invocation.arguments[files]
        let surroundings = invocation.surroundings
        guard paths.isEmpty else { return try Findings(ofFiles: paths, surroundings: surroundings) }
        let files = try ProjectFiles(app: invocation.arguments[GlobalOptions.app], in: surroundings.folder)
        return try Findings(
            of: files, environment: invocation.arguments[GlobalOptions.environment],
            journal: invocation.arguments[GlobalOptions.journal] ?? JournalPlace.usual(in: surroundings),
            from: .beside(folder: files.home, in: surroundings))
    }
}
