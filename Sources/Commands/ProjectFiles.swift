internal import Basis
internal import Glibc
internal import Playbooks

/// The files of a project on disk: its manifest, and the playbooks beside it.
struct ProjectFiles: Sendable {
    static let manifestName = "belay.yml"
    /// More playbooks than this are nobody's handwriting.
    private static let playbookLimit = 500

    let manifest: ProjectReading.File
    let playbooks: [ProjectReading.File]
    /// The folder of the manifest, as short as it can be said; empty where the operator stands.
    let home: String
    /// What stands before the path of a file of the project, so that the operator knows it.
    private let prefix: String

    /// The project of a manifest that is named, or of the nearest one from a folder upwards.
    init(app: String?, in folder: String) throws(Failure) {
        let path = if let app { app } else { try ProjectFiles.nearest(from: folder) }
        manifest = ProjectReading.File(name: path, bytes: try TextFile.read(path))
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        home = parts == [""] ? "/" : parts.joined(separator: "/")
        prefix = home.isEmpty || home == "/" ? home : "\(home)/"
        var files: [ProjectReading.File] = []
        let names = FileTree.fileNames(in: "\(prefix)playbooks") ?? []
        for name in names.filter(ProjectFiles.isPlaybook).prefix(ProjectFiles.playbookLimit) {
            let path = "\(prefix)playbooks/\(name)"
            files.append(ProjectReading.File(name: path, bytes: try TextFile.read(path)))
        }
        playbooks = files
    }

    /// The files that environments name, as they lie beside the manifest.
    func source(variables: [String: String], standingIn folder: String) -> TargetSource {
        let directory = home.hasPrefix("/") ? home : "\(folder)/\(home)"
        return TargetSource(
            project: .disk(home), directory: ProjectFiles.resolved(directory), variables: variables,
            prefix: prefix)
    }

    /// The path of the nearest manifest, as short as it can be said from where the operator stands.
    private static func nearest(from folder: String) throws(Failure) -> String {
        var levels = folder.split(separator: "/").map(String.init)
        var prefix = ""
        while true {
            let candidate = "/" + (levels + [manifestName]).joined(separator: "/")
            if access(candidate, F_OK) == 0 { return prefix + manifestName }
            guard !levels.isEmpty else { break }
            levels.removeLast()
            prefix += "../"
        }
        let what = "there is no \(manifestName) here or in a folder above"
        throw .wrongInput([Diagnostic(CommandCode.noManifest, what, at: .thing(folder))])
    }

    private static func isPlaybook(_ name: String) -> Bool {
        (name.hasSuffix(".yml") || name.hasSuffix(".yaml")) && !name.hasPrefix(".")
    }

    /// A path without links and dots, as the engine would be told it.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
