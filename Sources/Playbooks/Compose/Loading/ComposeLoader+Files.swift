import Basis
import Updates
import YAML

extension ComposeLoader {
    /// A file as nodes, what it includes and extends taken in. Its paths are relative to the directory.
    mutating func load(
        _ source: ComposeSource, directory: String, _ variables: VariableTable
    ) -> ComposeNode? {
        var root: ComposeNode?
        for document in source.documents {
            guard let next = load(document, of: source.name, directory, variables) else { continue }
            root = root?.merged(with: next, by: .project) ?? next
        }
        return root
    }

    private mutating func load(
        _ document: YAMLNode, of file: String, _ directory: String, _ variables: VariableTable
    ) -> ComposeNode? {
        guard document.kind == .mapping else {
            reading.report(.notAMapping, "the file is \(document.meaning)", at: document)
            return nil
        }
        guard var root = nodes(document, directory, variables).mapping else { return nil }
        root = withoutStrays(root)
        var node = ComposeNode(.mapping(root), at: document, in: directory)
        node = taking(included: node["include"], into: node, of: file, variables)
        return extended(node, of: file, variables)
    }

    mutating func nodes(
        _ document: YAMLNode, _ directory: String, _ variables: VariableTable
    ) -> ComposeNode {
        var tree = ComposeTree(directory: directory, variables: variables, lines: lines)
        let node = tree.node(document, &reading)
        hasResets = hasResets || tree.hasResets
        return node
    }

    /// The entries of a file without `version` and without services that stand beside `services`.
    private mutating func withoutStrays(_ entries: [ComposeEntry]) -> [ComposeEntry] {
        entries.filter { entry in
            if entry.key == "version" {
                reading.report(
                    .obsoleteVersion, "`version` is obsolete and nothing reads it", at: entry.site,
                    severity: .warning)
                return false
            }
            let known = ["services", "networks", "volumes", "secrets", "configs", "include", "name"]
            let isService = entry.value["image"] != nil || entry.value["build"] != nil
            guard isService, !known.contains(entry.key), !entry.key.hasPrefix("x-") else { return true }
            reading.report(
                .serviceAtTop, "`\(entry.key)` looks like a service beside `services:`", at: entry.site,
                remedy: "Put it under `services:`, two spaces further in.")
            return false
        }
    }

    /// Another file of the project, if it is there; otherwise that is reported.
    mutating func open(_ path: String, for node: ComposeNode) -> ComposeSource? {
        guard let bytes = reader.lookup(path) else {
            reading.report(
                .missingFile, "the file \(node.meaning) is not there", at: node,
                why: node.written == nil && path != node.text ? "Looked for \(path)." : nil)
            return nil
        }
        return parse(ComposeFile(name: path, bytes: bytes))
    }
}
