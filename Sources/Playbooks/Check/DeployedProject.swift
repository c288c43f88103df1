import Basis
package import Updates

/// A project in one of its environments: the manifest as it holds there, and what its files run.
package struct DeployedProject: Sendable {
    /// The name of the environment.
    package let name: String
    /// The environment.
    package let environment: Environment
    /// The project, its manifest as it holds here.
    package let project: Project
    /// What the environment runs.
    package let reading: TargetReading
    /// Where the files come from.
    package let source: TargetSource
    /// Where the journal is kept: a path or a URL.
    package let journal: String?
    /// The services that other environments have.
    var servicesElsewhere: Set<String> = []

    /// A project in an environment; nil if it has none of that name.
    package init?(_ project: Project, in name: String, from source: TargetSource, journal: String?) {
        guard let environment = project.manifest.environments.first(where: { $0.name.value == name })?.value,
            let manifest = project.manifest.overlaid(for: name)
        else { return nil }
        (self.name, self.environment, self.source, self.journal) = (name, environment, source, journal)
        reading = TargetReading(of: environment, from: source, lines: project.lines)
        self.project = project.with(manifest, lines: reading.lines)
    }

    /// What is wrong with the files of the environment.
    ///
    /// Files that a release brings need not lie beside the manifest: that they do not is only to be known.
    var problems: [Diagnostic] {
        guard let git = project.manifest.source?.git, git.value.isElsewhere else { return reading.problems }
        return reading.problems.map { problem in
            let codes: [TargetCode] = [.noComposeFile, .missingFile]
            guard codes.map(\.rawValue).contains(problem.code) else { return problem }
            return Diagnostic(
                TargetCode.comesWithRelease, "what `\(name)` runs is not here and cannot be checked",
                at: problem.place, why: "it comes with a release", severity: .note)
        }
    }

    /// The Compose project, if it is one.
    var compose: ComposeProject? {
        guard case .compose(let project) = reading.target else { return nil }
        return project
    }

    func finding(
        _ code: CheckCode, _ what: String, at span: Span, why: String? = nil, remedy: String? = nil,
        severity: Diagnostic.Severity? = nil
    ) -> Diagnostic {
        Diagnostic(
            code, what, at: reading.lines.place(span), why: why, remedy: remedy,
            severity: severity ?? code.severity)
    }

    func finding(_ code: ServiceCode, _ what: String, at span: Span, why: String? = nil) -> Diagnostic {
        Diagnostic(code, what, at: reading.lines.place(span), why: why, severity: code.severity)
    }
}

extension String {
    /// Whether a repository lies on another machine.
    fileprivate var isElsewhere: Bool {
        if hasPrefix("/") || hasPrefix(".") || hasPrefix("file://") { return false }
        return contains("://") || contains(":")
    }
}
