internal import Basis
internal import Updates

/// Applies objects, and takes over what is Belay's to take over.
struct Applying {
    /// What kubectl marks a template with to have its pods replaced.
    static let restart = "kubectl.kubernetes.io/restartedAt"
    /// Who wrote an object by hand before Belay came: their fields are what the manifests say now.
    private static let byHand = ["\"kubectl\"", "\"kubectl-client-side-apply\"", "\"kubectl-create\""]
    /// Ourselves, by single changes: another owner in the server's eyes.
    private static let ourselves = "\"\(Cluster.manager)\""

    let cluster: Cluster
    let namespace: String

    /// Applies an object. Fields of another manager are a failure that names it, but those that were applied
    /// by hand before the object was ours, and what we changed ourselves.
    func apply(
        _ body: KubernetesValue, as resource: Resource, _ name: String, isOurs: Bool, force: Bool
    ) async throws(ClusterFailure) -> JSONTree {
        let bytes = body.revealed
        do throws(ClusterFailure) {
            return try await cluster.apply(
                bytes, as: resource, name, in: namespace, force: force, by: .after(ClusterLimits.act))
        } catch {
            let passable = [Applying.ourselves] + (isOurs ? [] : Applying.byHand)
            let owners = error.why.split(separator: ";").filter { $0.contains("conflict with") }
            guard error.code == .ownedByOther, !owners.isEmpty,
                owners.allSatisfy({ owner in passable.contains { owner.contains($0) } })
            else { throw error }
            return try await cluster.apply(
                bytes, as: resource, name, in: namespace, force: true, by: .after(ClusterLimits.act))
        }
    }
}
