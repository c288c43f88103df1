import Basis
import Updates

extension ComposeLoader {
    /// Gives the services that run their files' variables, and every passed-on name its value.
    mutating func resolveVariables(of project: inout ComposeProject, _ table: VariableTable) {
        for index in project.services.indices {
            project.services[index].environment = environment(of: project.services[index], table)
            if let arguments = project.services[index].build?.arguments {
                project.services[index].build?.arguments = arguments.map { passed($0, table) }
            }
        }
        project.secrets = project.secrets.map { filled($0, table) }
        project.configs = project.configs.map { filled($0, table) }
    }

    private func passed(_ variable: ComposeVariable, _ table: VariableTable) -> ComposeVariable {
        guard variable.origin == .passed else { return variable }
        return ComposeVariable(
            name: variable.name, value: table[variable.name.value].map { Secret($0) }, origin: .passed)
    }

    private func filled(_ asset: ComposeAsset, _ table: VariableTable) -> ComposeAsset {
        guard let variable = asset.variable?.value, let value = table[variable] else { return asset }
        var filled = asset
        filled.content = Secret(value)
        return filled
    }

    /// The files in order, what is written over them.
    private mutating func environment(of service: ComposeService, _ table: VariableTable) -> [ComposeVariable]
    {
        let own = service.environment.map { passed($0, table) }
        guard !service.environmentFiles.isEmpty else { return own }
        var all: [ComposeVariable] = []
        var places: [String: Int] = [:]
        let add = { (variable: ComposeVariable) in
            if let place = places[variable.name.value] {
                all[place] = variable
            } else {
                places[variable.name.value] = all.count
                all.append(variable)
            }
        }
        var known = Dictionary(own.map { ($0.name.value, $0.value?.reveal()) }) { _, later in later }
            .compactMapValues { $0 }
        for file in service.environmentFiles {
            for line in lines(of: file, known, table, service) {
                if let value = line.value, known[line.name] == nil { known[line.name] = value }
                add(
                    ComposeVariable(
                        name: Located(line.name, at: line.span), value: line.value.map { Secret($0) },
                        origin: .file(file.path.value)))
            }
        }
        own.forEach(add)
        return all
    }

    private mutating func lines(
        of file: ComposeEnvironmentFile, _ known: [String: String], _ table: VariableTable,
        _ service: ComposeService
    ) -> [VariableFile.Line] {
        guard let bytes = reader.variables(in: file.path.value) else {
            if file.isRequired {
                reading.keep(
                    Diagnostic(
                        ComposeCode.missingFile,
                        "services.\(service.name.value).env_file: the file of variables is not there",
                        at: lines.place(file.path.span),
                        remedy:
                            "Add it, or write `required: false`; paths begin at the project's directory."
                    ))
            }
            return []
        }
        let read = VariableFile(bytes, file: file.path.value, isRaw: file.isRaw) { table[$0] ?? known[$0] }
        report(read)
        return read.lines
    }
}
