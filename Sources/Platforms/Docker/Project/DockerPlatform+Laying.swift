internal import Basis
package import Ports
internal import Updates

extension DockerPlatform {
    /// Makes what services stand on: networks, volumes, and the companion networks, on which whoever resolves
    /// a name must be before the name moves there.
    package func lay(_ tree: ReleaseTree, in situation: Situation) async throws {
        let release = try await site.read(tree)
        let laying = Laying(site: site, project: release.project)
        async let networks = laying.missingNetworks()
        async let volumes = laying.missingVolumes()
        let (missingNetworks, missingVolumes) = (try await networks, try await volumes)
        for network in missingNetworks {
            try await situation.leash.permit(
                "make the network \(network.name)", lasting: DockerTargetSite.act)
            try await laying.make(network)
        }
        for volume in missingVolumes {
            try await situation.leash.permit(
                "make the volume \(volume.engineName(project: site.project))", lasting: DockerTargetSite.act)
            try await laying.make(volume)
        }
        for (container, network) in try await laying.missingConnections() {
            try await situation.leash.permit(
                "put \(container) on the network \(network)", lasting: DockerTargetSite.act)
            try await laying.connect(container, to: network)
        }
    }
}
