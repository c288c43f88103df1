internal import Basis
internal import Playbooks
internal import Updates

/// What a check looked at, and what it found.
struct Findings: Sendable {
    /// The files, as the operator knows them.
    let files: [String]
    /// What was found, in the order of the files.
    let problems: [Diagnostic]

    /// Checks a whole project: every file by itself, all of them together, and each environment, or the one
    /// that is named, with what it runs.
    init(of project: ProjectFiles, environment: String?, journal: String?, from source: TargetSource)
        throws(Failure)
    {
        let reading = ProjectReading(manifest: project.manifest, playbooks: project.playbooks)
        var files = [project.manifest.name] + project.playbooks.map(\.name)
        var problems = reading.problems
        if let whole = reading.project {
            let known = whole.manifest.environments.map(\.name.value)
            if let environment, !known.contains(environment) {
                throw .wrongInput([Findings.unknown(environment, among: known)])
            }
            let deployed = (environment.map { [$0] } ?? known).compactMap {
                DeployedProject(whole, in: $0, from: source, journal: journal)
            }
            problems += ProjectCheck.findings(in: whole) + DeploymentCheck.findings(in: deployed)
            for file in deployed.flatMap(\.reading.files) where !files.contains(file) { files.append(file) }
        }
        var told: Set<Diagnostic> = []
        (self.files, self.problems) = (files, problems.filter { told.insert($0).inserted }.inReadingOrder)
    }

    /// Checks files as what their content says they are: manifests and playbooks each by itself, the Compose
    /// files of a folder as one project, Kubernetes manifests together.
    init(ofFiles paths: [String], surroundings: Surroundings) throws(Failure) {
        var problems: [Diagnostic] = []
        var files: [String] = []
        var groups = FileGroups()
        for path in Findings.expanded(paths) {
            let bytes = try TextFile.read(path)
            switch FileKind(bytes, named: path) {
            case .manifest: problems += ManifestFile.read(bytes, named: path).problems
            case .playbook: problems += PlaybookFile.read(bytes, named: path).problems
            case .compose: groups.addCompose(path)
            case .kubernetes: groups.kubernetes.append(path)
            case .unknown:
                let what = "the file is nothing that Belay reads"
                problems.append(Diagnostic(CommandCode.unknownFile, what, at: .thing(path)))
            }
            files.append(path)
        }
        for reading in groups.readings(in: surroundings) {
            problems += DeploymentCheck.findings(in: reading)
            for file in reading.files where !files.contains(file) { files.append(file) }
        }
        (self.files, self.problems) = (files, problems.inReadingOrder)
    }

    /// Files as they are named, and the YAML files of folders.
    private static func expanded(_ paths: [String]) -> [String] {
        paths.flatMap { path -> [String] in
            guard let names = FileTree.fileNames(in: path) else { return [path] }
            let folder = path.hasSuffix("/") ? path : "\(path)/"
            return names.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yml") || $0.hasSuffix(".yaml")) }
                .map { folder + $0 }
        }
    }

    private static func unknown(_ name: String, among known: [String]) -> Diagnostic {
        let nearest = known.nearest(to: name).map { "Did you mean `\($0)`?" }
        let all =
            known.isEmpty ? "The manifest has none." : "There are: \(known.sorted().joined(separator: ", "))."
        return Diagnostic(
            CheckCode.unknownName, "there is no environment `\(name)`", at: .commandLine,
            remedy: nearest ?? all)
    }
}
