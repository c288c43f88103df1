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
    /// The folder of the manifest, as short as it can be said: empty where the operator stands, else ending
    /// in `/`.
    let home: String

    /// The project of a manifest that is named, or of the nearest one from a folder upwards.
    init(app: String?, in folder: String) throws(Failure) {
        let path = if let app { app } else { try ProjectFiles.nearest(from: folder) }
        manifest = ProjectReading.File(name: path, bytes: try TextFile.read(path))
        home = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        var files: [ProjectReading.File] = []
        let names = FileTree.fileNames(in: "\(home)playbooks") ?? []
        for name in names.filter(ProjectFiles.isPlaybook).prefix(ProjectFiles.playbookLimit) {
            let path = "\(home)playbooks/\(name)"
            files.append(ProjectReading.File(name: path, bytes: try TextFile.read(path)))
        }
        playbooks = files
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
}
