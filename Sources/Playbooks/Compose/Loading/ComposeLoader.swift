import Basis
import Updates
import YAML

/// Takes files to a project: read, joined, understood, completed, checked.
struct ComposeLoader {
    let reader: ComposeReader
    var reading = ComposeReading()
    let lines = ComposeLines()
    /// The files that were read, in order.
    var files: [String] = []
    /// The files that are being included, from the outermost.
    var including: [String] = []
    /// Services that others extend, understood once.
    var bases = ExtensionBases()
    /// Whether anything is to be taken away once all is joined.
    var hasResets = false

    init(reader: ComposeReader) { self.reader = reader }

    mutating func read(_ given: [ComposeFile]) -> ComposeDraft {
        let sources = given.compactMap { parse($0) }
        var values = projectVariables()
        let name = projectName(sources, values)
        values["COMPOSE_PROJECT_NAME"] = name
        let variables = VariableTable(values)
        var root: ComposeNode?
        for source in sources {
            guard let next = load(source, directory: reader.base, variables) else { continue }
            root = root?.merged(with: next, by: .project) ?? next
        }
        var project = ComposeProject(name: name ?? "")
        project.files = files
        if var root {
            if hasResets { root = root.withoutResets() }
            ComposeRecord<ComposeProject>.project.read(root, into: &project, &reading)
            complete(&project, variables)
        }
        let problems = reading.problems.inReadingOrder
        let isSound = root != nil && problems.allSatisfy { $0.severity < .error }
        return ComposeDraft(
            project: isSound ? project : nil, problems: problems,
            findings: reading.findings.inReadingOrder, replaced: lines.replaced,
            variables: variables.uses.values.sorted { $0.name < $1.name })
    }

    private mutating func complete(_ project: inout ComposeProject, _ variables: VariableTable) {
        let profiles =
            reader.profiles
            ?? Set((variables["COMPOSE_PROFILES"] ?? "").split(separator: ",").map(String.init))
        if project.services.isEmpty, reading.problems.allSatisfy({ $0.severity < .error }) {
            let file = files.first ?? "compose.yml"
            reading.keep(Diagnostic(ComposeCode.emptyFile, "no service is defined", at: .thing(file)))
        }
        ComposeCompletion(profiles: profiles).complete(&project)
        resolveVariables(of: &project, variables)
        ComposeCheck(project: project, lines: lines).check(&reading)
    }

    /// The text of a file as YAML; what is wrong with it is reported.
    mutating func parse(_ file: ComposeFile) -> ComposeSource? {
        files.append(file.name)
        lines.add(file.bytes, file: file.name)
        let yaml = YAMLReading(file.bytes, file: file.name)
        for problem in yaml.problems { reading.keep(problem.diagnostic) }
        let documents = yaml.documents.filter { !$0.isNull }
        if documents.isEmpty {
            if yaml.problems.isEmpty {
                let what = "the file is empty"
                reading.keep(Diagnostic(ComposeCode.emptyFile, what, at: .thing(file.name)))
            }
            return nil
        }
        return ComposeSource(name: file.name, documents: documents)
    }

    /// The variables of the project: those of the process, then those of files, the later file first.
    private mutating func projectVariables() -> [String: String] {
        var values: [String: String] = [:]
        let own = ComposePath.resolve(".env", in: reader.base)
        let files =
            reader.variableFiles
            ?? reader.variables(in: own).map { [ComposeFile(name: own, bytes: $0)] } ?? []
        for file in files {
            for (name, value) in variables(of: file, outside: reader.environment, earlier: values) {
                values[name] = value
            }
        }
        return values.merging(reader.environment) { _, process in process }
    }

    /// What a file of variables gives, its faults reported.
    mutating func variables(
        of file: ComposeFile, outside: [String: String], earlier: [String: String]
    ) -> [String: String] {
        let read = VariableFile(file.bytes, file: file.name) { outside[$0] ?? earlier[$0] }
        report(read)
        var values: [String: String] = [:]
        for line in read.lines { values[line.name] = line.value }
        return values
    }

    mutating func report(_ file: VariableFile) {
        for fault in file.faults {
            let start = Position(line: fault.line, column: 1)
            let span = Span(file: file.file, start: start, end: start)
            reading.keep(
                Diagnostic(
                    ComposeCode.wrongVariableFile, fault.what, at: lines.place(span), remedy: fault.remedy))
        }
    }

    /// The operator's name, that of the environment, that of the last file that has one, or the directory's.
    private mutating func projectName(_ sources: [ComposeSource], _ values: [String: String]) -> String? {
        if let given = reader.projectName ?? values["COMPOSE_PROJECT_NAME"].flatMap({ $0.isEmpty ? nil : $0 })
        {
            if ComposeName.isProject(given) { return given }
            reading.keep(
                Diagnostic(
                    ComposeCode.wrongName, "what is given as the project's name is no name", at: .commandLine,
                    remedy: "Use lower-case letters, digits, - and _."))
            return nil
        }
        let written = sources.flatMap(\.documents).compactMap { $0.mapping?["name"] }.last { !$0.isNull }
        if let written, let text = written.text {
            let name = VariableTable(values).expand(text, at: written, &reading)
            if ComposeName.isProject(name) { return name }
            reading.report(
                .wrongName, "\(written.meaning) is no name for a project", at: written,
                remedy: "Use lower-case letters, digits, - and _, beginning with a letter or digit.")
            return nil
        }
        let folder = reader.directory.split(separator: "/").last.map(String.init) ?? ""
        let name = ComposeName.project(from: folder)
        if !name.isEmpty { return name }
        reading.keep(
            Diagnostic(
                ComposeCode.wrongName, "the directory's name makes no name for the project",
                at: .thing(reader.directory), remedy: "Write `name:` in the Compose file."))
        return nil
    }
}
