import Basis
import Updates

/// Reads the Compose files of a project.
///
/// It asks nothing of the machine: files, variables and profiles are given to it. Values of variables never
/// reach a message.
package struct ComposeReader {
    /// The names under which a project's file is looked for, best first.
    package static let fileNames = [
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
    ]
    /// The names under which a file that goes over it is looked for beside it, best first.
    package static let overrideNames = [
        "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
        "docker-compose.override.yaml",
    ]

    /// The directory of the project; its last part is the project's name if nothing else is.
    package var directory: String
    /// The folder in which the project lies, within what `lookup` knows: its paths begin there.
    package var base = ""
    /// The variables of the process: they win over those of files.
    package var environment: [String: String] = [:]
    /// Files of variables for the Compose files themselves; nil means `.env`, which may be absent.
    package var variableFiles: [ComposeFile]?
    /// The project's name, if the operator gives one.
    package var projectName: String?
    /// The active profiles; nil means those of `COMPOSE_PROFILES`.
    package var profiles: Set<String>?
    /// The bytes of another file that the project names, by its path from where `base` begins, or absolute;
    /// nil if there is none.
    package var lookup: (String) -> [UInt8]?
    /// The same for files of variables, which may lie elsewhere; nil means `lookup`.
    package var variableLookup: ((String) -> [UInt8]?)?

    /// A reader for a project in a directory.
    package init(directory: String, lookup: @escaping (String) -> [UInt8]?) {
        (self.directory, self.lookup) = (directory, lookup)
    }

    /// The bytes of a file of variables.
    func variables(in path: String) -> [UInt8]? { (variableLookup ?? lookup)(path) }

    /// Reads files as one project, each later one over those before it.
    package func read(_ files: [ComposeFile]) -> ComposeDraft {
        var loader = ComposeLoader(reader: self)
        return loader.read(files)
    }
}
