internal import Basis
internal import Console
internal import Playbooks
internal import Updates

/// A project opened for one of its environments.
struct Workplace: Sendable {
    /// The project, read and without errors.
    let project: Project
    /// Makes its plans.
    private(set) var planner: Planner
    /// Its files, where they lie.
    let source: TargetSource
    /// Told what is asked of the target, where the command line wants to know; else nil.
    let witness: (@Sendable (String) -> Void)?

    /// The environment's name.
    var environment: String { planner.environmentName }
    /// The folder of the manifest, absolute.
    var home: String { source.directory }
    /// A path of the manifest, which begins beside it.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") || path.contains("://") || path.contains("@") ? path : "\(home)/\(path)"
    }
    /// The application's name.
    var app: String { planner.manifest.app.value }

    /// The project that the command line means, in the environment that it means.
    init(_ invocation: Invocation) throws(Failure) {
        try self.init(
            at: invocation.arguments[GlobalOptions.app],
            in: invocation.arguments[GlobalOptions.environment], for: invocation)
    }

    /// The project of a manifest, in an environment; without them those that are meant where one stands.
    init(at app: String?, in environment: String?, for invocation: Invocation) throws(Failure) {
        let files = try ProjectFiles(app: app, in: invocation.surroundings.folder)
        let reading = ProjectReading(manifest: files.manifest, playbooks: files.playbooks)
        let together = reading.project.map { ProjectCheck.findings(in: $0) } ?? []
        let errors = (reading.problems + together).filter { $0.severity == .error }
        guard let project = reading.project, errors.isEmpty else { throw .wrongInput(errors.inReadingOrder) }
        let name = try Workplace.environment(environment, of: project)
        guard let planner = Planner(for: name, of: project.manifest, playbooks: project.playbooks) else {
            throw .wrongInput([Workplace.unknown(name, in: project)])
        }
        self.project = project
        self.planner = planner
        source = .beside(folder: files.home, in: invocation.surroundings)
        let printer = invocation.printer
        let told = { @Sendable (line: String) in printer.progress(line) }
        witness = invocation.arguments[GlobalOptions.verbose] ? told : nil
    }

    /// The same, with a playbook that no file has.
    func adding(_ playbook: Playbook) -> Workplace {
        var workplace = self
        workplace.planner = planner.adding(playbook)
        return workplace
    }

    /// The environment that is named, else the manifest's default, else the only one.
    private static func environment(_ named: String?, of project: Project) throws(Failure) -> String {
        let manifest = project.manifest
        if let named { return named }
        if let initial = manifest.initial { return initial.value }
        if manifest.environments.count == 1 { return manifest.environments[0].name.value }
        let names = manifest.environments.map(\.name.value).joined(separator: ", ")
        let what = "the manifest has several environments and no default: \(names)"
        throw .wrongInput([Diagnostic(PlanCode.unknownEnvironment, what, at: .commandLine)])
    }

    private static func unknown(_ name: String, in project: Project) -> Diagnostic {
        let nearest = project.manifest.environments.map(\.name.value).nearest(to: name)
        return Diagnostic(
            PlanCode.unknownEnvironment, "the manifest has no environment `\(name)`", at: .commandLine,
            remedy: nearest.map { "Did you mean `\($0)`?" })
    }
}
