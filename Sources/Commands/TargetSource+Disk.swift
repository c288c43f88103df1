internal import Glibc
internal import Playbooks

extension TargetSource {
    /// What a release's variables are called before there is a release: any that no file of its own names.
    private static let unreleased = [
        "BELAY_VERSION": "0.0.0", "BELAY_COMMIT": "0000000000000000000000000000000000000000",
    ]

    /// The files of a folder as it lies on the disk: a path that is empty, or ends in `/`.
    static func beside(folder: String, in surroundings: Surroundings) -> TargetSource {
        let path = folder.hasPrefix("/") ? folder : "\(surroundings.folder)/\(folder)"
        return TargetSource(
            project: .disk(folder), directory: resolved(path),
            variables: surroundings.variables.merging(unreleased) { own, _ in own }, prefix: folder)
    }

    /// A path without links and dots, as the engine would be told it.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
