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

    /// The project of a manifest that is named, or of the nearest one from a folder upwards.
    init(app: String?, in folder: String) throws(Failure) {
        let path = if let app { app } else { try ProjectFiles.nearest(from: folder) }
        manifest = ProjectReading.File(name: path, bytes: try TextFile.read(path))
        let home = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        let playbookFolder =
            home.isEmpty ? (path.hasPrefix("/") ? "/playbooks" : "playbooks") : "\(home)/playbooks"
        var files: [ProjectReading.File] = []
        for name in ProjectFiles.yamlFiles(in: playbookFolder).prefix(ProjectFiles.playbookLimit) {
            let path = "\(playbookFolder)/\(name)"
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

    private static func yamlFiles(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let isYAML = name.hasSuffix(".yml") || name.hasSuffix(".yaml")
            if isYAML, !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
