internal import Basis
internal import Updates

/// What a service's specification depends on beside the service.
struct SpecificationContext {
    /// The project.
    let project: ComposeProject
    /// Where files lie that containers see.
    let folders: ReleaseFolders
    /// Whether git keeps what is at a path, relative to the release.
    let isTracked: (String) -> Bool
    /// The bytes of a file of the host; nil if it cannot be read.
    let file: (String) -> [UInt8]?
    /// What stands for a path of the host where specifications are compared: what a release brings lies
    /// elsewhere in the next one, and is the same if its content is.
    var path: (String) -> String = { $0 }
    /// The version in which the engine is spoken to.
    let api: APIVersion

    /// The network of a key.
    func network(_ key: String) -> ComposeNetwork? { project.networks.first { $0.key.value == key } }

    /// Its name on the engine.
    func networkName(_ key: String) -> String {
        network(key)?.engineName(project: project.name) ?? "\(project.name)_\(key)"
    }

    /// The name of a volume on the engine.
    func volumeName(_ key: String) -> String {
        project.volumes.first { $0.key.value == key }?.engineName(project: project.name)
            ?? "\(project.name)_\(key)"
    }

    /// The path of the host behind a bind mount.
    func source(of mount: ComposeMount) -> String {
        path(folders.source(of: mount, isTracked: isTracked) ?? mount.source?.value ?? "")
    }
}
