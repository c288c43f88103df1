internal import Basis
internal import HTTP

/// What Belay needs to be allowed in a namespace, asked of the server in one review before anything is
/// touched.
package struct ClusterRights: Sendable {
    /// Some verbs on a kind.
    struct Need: Hashable, Sendable {
        let group: String
        let resource: String
        let verbs: [String]

        init(_ group: String, _ resource: String, _ verbs: String) {
            (self.group, self.resource) = (group, resource)
            self.verbs = verbs.split(separator: " ").map(String.init)
        }
    }

    /// What is needed whatever the release holds.
    static let always = [
        Need("coordination.k8s.io", "leases", "get create update"),
        Need("", "pods", "get list watch"), Need("", "pods/log", "get"),
        Need("apps", "replicasets", "get list"), Need("", "secrets", "list create patch"),
    ]

    private let site: ClusterSite

    /// Of an application at its site.
    package init(_ site: ClusterSite) { self.site = site }

    /// Throws if something is not allowed, with all of it, and the Role that would allow it.
    package func check() async throws(ClusterFailure) {
        let missing = try await missing()
        if missing.isEmpty { return }
        let words = missing.map { "\($0.verbs.joined(separator: ",")) on \($0.resource)" }
        throw ClusterFailure(
            .forbidden, at: "namespace \(site.namespace)",
            why: "our user lacks \(words.joined(separator: "; ")). \(ClusterRights.role(missing, site))",
            status: 403)
    }

    /// What is not allowed of what is needed. A server that cannot tell all is taken at its word later.
    func missing() async throws(ClusterFailure) -> [Need] {
        var call = ClusterCall(
            .post, "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", about: "our own rights")
        let spec = "{\"namespace\":\"\(JSONTree.escaped(site.namespace))\"}"
        let text =
            "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectRulesReview\","
            + "\"spec\":\(spec)}"
        call.body = Array(text.utf8)
        call.mayBeRepeated = true
        let review = try await site.cluster.read(call, by: .after(ClusterLimits.look))
        if review["status"]?["incomplete"]?.bool == true { return [] }
        let rules = review["status"]?["resourceRules"]?.items ?? []
        return needs.compactMap { need in
            let verbs = need.verbs.filter { verb in !rules.contains { ClusterRights.allows($0, need, verb) } }
            return verbs.isEmpty
                ? nil : Need(need.group, need.resource, verbs.joined(separator: " "))
        }
    }

    private var needs: [Need] {
        ClusterRights.always
            + site.kinds.map { Need($0.group, $0.plural, "get list watch create patch delete") }
    }

    private static func allows(_ rule: JSONTree, _ need: Need, _ verb: String) -> Bool {
        func list(_ key: String) -> [String] { (rule[key]?.items ?? []).compactMap(\.string) }
        let subresource = need.resource.split(separator: "/").dropFirst().first.map { "*/\($0)" }
        let names = [need.resource, "*"] + (subresource.map { [$0] } ?? [])
        return list("resourceNames").isEmpty && list("verbs").contains { $0 == verb || $0 == "*" }
            && list("apiGroups").contains { $0 == need.group || $0 == "*" }
            && list("resources").contains { names.contains($0) }
    }

    /// A Role with what is missing, in one line, ready to be applied.
    private static func role(_ needs: [Need], _ site: ClusterSite) -> String {
        let rules = needs.map { need in
            "{apiGroups: [\"\(need.group)\"], resources: [\(need.resource)], "
                + "verbs: [\(need.verbs.joined(separator: ", "))]}"
        }
        return "A Role that allows it: {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, "
            + "metadata: {name: belay, namespace: \(site.namespace)}, "
            + "rules: [\(rules.joined(separator: ", "))]}"
    }
}
