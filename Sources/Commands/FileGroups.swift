internal import Basis
internal import Playbooks
internal import Updates

/// Files that are named on the command line and only make sense together.
struct FileGroups {
    /// Compose files by their folder, in the order in which they go over one another.
    private var compose: [(folder: String, names: [String])] = []
    /// Kubernetes manifests: what one refers to is in another.
    var kubernetes: [String] = []

    mutating func addCompose(_ path: String) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        if let index = compose.firstIndex(where: { $0.folder == folder }) {
            compose[index].names.append(name)
        } else {
            compose.append((folder, [name]))
        }
    }

    /// What each group comes to.
    func readings(in surroundings: Surroundings) -> [TargetReading] {
        var readings = compose.map { folder, names in
            var target = DockerTarget()
            target.compose = names.map(FileGroups.located)
            return reading(.docker(target), in: folder, surroundings)
        }
        if !kubernetes.isEmpty {
            var target = KubernetesTarget()
            target.manifests = kubernetes.map(FileGroups.located)
            readings.append(reading(.kubernetes(target), in: "", surroundings))
        }
        return readings
    }

    private func reading(
        _ platform: Environment.Platform, in folder: String, _ surroundings: Surroundings
    ) -> TargetReading {
        var environment = Environment(at: FileGroups.start)
        environment.platform = platform
        return TargetReading(of: environment, from: .beside(folder: folder, in: surroundings))
    }

    /// The command line has no lines; a file that cannot be read was told before.
    private static let start = Span(
        file: "command line", start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))

    private static func located(_ name: String) -> Located<String> { Located(name, at: start) }
}
