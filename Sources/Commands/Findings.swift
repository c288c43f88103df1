internal import Basis
internal import Playbooks

/// What a check looked at, and what it found.
struct Findings: Sendable {
    /// The files, as the operator knows them.
    let files: [String]
    /// What was found, in the order of the files.
    let problems: [Diagnostic]

    /// Checks a whole project: every file by itself, and all of them together.
    init(of project: ProjectFiles) {
        let reading = ProjectReading(manifest: project.manifest, playbooks: project.playbooks)
        let together = reading.project.map { ProjectCheck.findings(in: $0) } ?? []
        files = [project.manifest.name] + project.playbooks.map(\.name)
        problems = (reading.problems + together).inReadingOrder
    }

    /// Checks single files, each by itself and as what its content says it is.
    init(ofFiles paths: [String]) throws(Failure) {
        var problems: [Diagnostic] = []
        for path in paths {
            let bytes = try TextFile.read(path)
            switch FileKind(bytes, named: path) {
            case .manifest: problems += ManifestFile.read(bytes, named: path).problems
            case .playbook: problems += PlaybookFile.read(bytes, named: path).problems
            case .compose, .kubernetes, .unknown:
                problems.append(
                    Diagnostic(
                        CommandCode.unknownFile, "the file is neither a manifest nor a playbook",
                        at: .thing(path)))
            }
        }
        (files, self.problems) = (paths, problems)
    }
}
