internal import Basis
package import Updates

/// The files of a release, read: what it runs, and where what containers see lies on the machine.
package struct DockerRelease: Sendable {
    /// The Compose project.
    package let project: ComposeProject
    /// Where its files lie.
    package let folders: ReleaseFolders
    /// Whether git keeps what is at a path, relative to the release.
    package let isTracked: @Sendable (String) -> Bool
    /// The bytes of a file of the machine; nil if it cannot be read.
    package let file: @Sendable (String) -> [UInt8]?

    /// A release that was read.
    package init(
        project: ComposeProject, folders: ReleaseFolders, isTracked: @escaping @Sendable (String) -> Bool,
        file: @escaping @Sendable (String) -> [UInt8]?
    ) {
        (self.project, self.folders, self.isTracked, self.file) = (project, folders, isTracked, file)
    }

    /// A service by its name.
    func service(_ name: String) throws(DockerFailure) -> ComposeService {
        guard let service = (project.services + project.dormant).first(where: { $0.name.value == name })
        else {
            throw DockerFailure(
                .badSpecification, at: "service \(name)",
                why: "the Compose files of this release have no such service")
        }
        return service
    }

    /// The image of a service as people write it; one that is only built is named after project and service.
    func image(of service: ComposeService) -> String {
        service.image?.value ?? "\(project.name)-\(service.name.value)"
    }
}
