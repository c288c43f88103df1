package import Basis
internal import HTTP

extension Cluster {
    /// How the cluster serves a kind: the usual ones are known, of others it is asked.
    package func resource(
        _ apiVersion: String, _ kind: String, by deadline: Deadline
    ) async throws(ClusterFailure) -> Resource {
        if let known = Resource.known.first(where: { $0.apiVersion == apiVersion && $0.kind == kind }) {
            return known
        }
        let about = "\(kind) in \(apiVersion)"
        let path = apiVersion.contains("/") ? "/apis/\(apiVersion)" : "/api/\(apiVersion)"
        let list: JSONTree
        do throws(ClusterFailure) {
            list = try await read(ClusterCall(.get, path, about: about), by: deadline)
        } catch {
            guard error.code == .notFound else { throw error }
            throw ClusterFailure(.unknownKind, at: about, why: "the cluster has no `\(apiVersion)`")
        }
        let all = list["resources"]?.items ?? []
        guard
            let one = all.first(where: {
                $0["kind"]?.string == kind && $0["name"]?.string?.contains("/") == false
            }),
            let plural = one["name"]?.string
        else { throw ClusterFailure(.unknownKind, at: about, why: "`\(apiVersion)` has no `\(kind)`") }
        return Resource(apiVersion, kind, plural, isNamespaced: one["namespaced"]?.bool ?? true)
    }
}
