internal import Basis
package import Ports
internal import Updates

extension KubernetesPlatform {
    /// Applies what services stand on: everything of the manifests that is no service and no settings of one.
    package func lay(_ tree: ReleaseTree, in situation: Situation) async throws {
        let rendering = try await rendering(of: tree)
        for object in rendering.ground {
            let name = object.name.value
            let resource = try await cluster.resource(
                object.apiVersion.value, object.kind.value, by: .after(ClusterLimits.look))
            try await situation.leash.permit(
                "apply \(object.kind.value) \(name)", lasting: ClusterLimits.act)
            let namespace = object.namespace?.value ?? site.namespace
            let applying = Applying(cluster: cluster, namespace: namespace)
            _ = try await applying.apply(
                rendering.body(of: object), as: resource, name, isOurs: false, force: false)
        }
    }
}
