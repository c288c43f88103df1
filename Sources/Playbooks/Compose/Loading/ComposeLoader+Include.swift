import Basis
import Updates
import YAML

extension ComposeLoader {
    /// More files within files than this are a mistake.
    private static let deepestInclude = 16

    /// A file with what it includes.
    mutating func taking(
        included: ComposeNode?, into node: ComposeNode, of file: String, _ variables: VariableTable
    ) -> ComposeNode {
        guard let included, !included.isNull else { return node }
        guard let items = included.sequence else {
            reading.expected("a list of files", at: included)
            return node
        }
        var result = node
        including.append(file)
        for item in items {
            guard let project = include(item, variables) else { continue }
            result = imported(project, into: result, from: item)
        }
        including.removeLast()
        return result
    }

    private mutating func include(_ item: ComposeNode, _ variables: VariableTable) -> ComposeNode? {
        var wish = Inclusion()
        if item.text != nil {
            wish.paths = ComposeForm<[Located<String>]>.listOrOne(.path).read(item, &reading) ?? []
        } else {
            Inclusion.record.read(item, into: &wish, &reading)
        }
        guard let first = wish.paths.first else {
            if item.mapping != nil, item["path"] == nil {
                reading.report(
                    .wrongValue, "the entry has no `path`", at: item, remedy: "Write `path: FILE`.")
            }
            return nil
        }
        let directory = wish.directory?.value ?? ComposePath.directory(of: first.value)
        let variables = included(wish, directory, variables, at: item)
        var root: ComposeNode?
        for path in wish.paths {
            guard !including.contains(path.value), including.count <= ComposeLoader.deepestInclude else {
                let chain = (including + [path.value]).joined(separator: " → ")
                reading.report(.includeCycle, "the files include one another: \(chain)", at: item)
                return nil
            }
            guard let source = open(path.value, for: item),
                let next = load(source, directory: directory == "." ? "" : directory, variables)
            else { continue }
            root = root?.merged(with: next, by: .project) ?? next
        }
        return root
    }

    /// The variables of an included file: its own files of variables count where nothing else has a value.
    private mutating func included(
        _ wish: Inclusion, _ directory: String, _ variables: VariableTable, at item: ComposeNode
    ) -> VariableTable {
        var files: [ComposeFile] = []
        for path in wish.variableFiles {
            if let bytes = reader.variables(in: path.value) {
                files.append(ComposeFile(name: path.value, bytes: bytes))
            } else {
                reading.report(.missingFile, "a file of variables is not there", at: item)
            }
        }
        let own = ComposePath.resolve(".env", in: directory)
        let isProjects = own == ComposePath.resolve(".env", in: reader.base)
        if wish.variableFiles.isEmpty, !isProjects, let bytes = reader.variables(in: own) {
            files.append(ComposeFile(name: own, bytes: bytes))
        }
        guard !files.isEmpty else { return variables }
        var values: [String: String] = [:]
        for file in files {
            let more = self.variables(of: file, outside: variables.all, earlier: values)
            values.merge(more) { _, later in later }
        }
        return variables.adding(values)
    }

    /// What an included file defines, beside what is there already: nothing may be defined twice.
    private mutating func imported(
        _ project: ComposeNode, into node: ComposeNode, from item: ComposeNode
    ) -> ComposeNode {
        var entries = node.mapping ?? []
        for section in project.mapping ?? []
        where ["services", "networks", "volumes", "secrets", "configs"].contains(section.key) {
            guard let place = entries.firstIndex(where: { $0.key == section.key }) else {
                entries.append(section)
                continue
            }
            let own = entries[place].value.mapping ?? []
            let names = Set(own.map(\.key))
            var added = own
            for entry in section.value.mapping ?? [] {
                if !names.contains(entry.key) {
                    added.append(entry)
                } else if own.first(where: { $0.key == entry.key })?.site.span != entry.span {
                    reading.report(
                        .includeConflict,
                        "`\(section.key).\(entry.key)` is defined here and in an included file",
                        at: own.first { $0.key == entry.key }?.site ?? item.site)
                }
            }
            entries[place].value = entries[place].value.with(.mapping(added))
        }
        return node.with(.mapping(entries))
    }
}

private struct Inclusion {
    var paths: [Located<String>] = []
    var directory: Located<String>?
    var variableFiles: [Located<String>] = []

    static let record = ComposeRecord<Inclusion>(
        "an include",
        [
            .items("path", \.paths, .listOrOne(.path)), .key("project_directory", \.directory, .path),
            .items("env_file", \.variableFiles, .listOrOne(.path)),
        ])
}
