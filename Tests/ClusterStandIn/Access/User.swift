/// Who asks.
struct User: Hashable, Sendable {
    let name: String
    let groups: [String]

    static let admin = User(name: "kubernetes-admin", groups: ["system:masters", "system:authenticated"])
    static let anonymous = User(name: "system:anonymous", groups: ["system:unauthenticated"])

    static func account(_ name: String, in namespace: String) -> User {
        User(
            name: "system:serviceaccount:\(namespace):\(name)",
            groups: [
                "system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated",
            ])
    }
}

/// What somebody wants to do, as rights are asked for.
struct Wish: Sendable {
    let verb: String
    let group: String
    /// With its subresource: `pods/exec`.
    let resource: String
    let namespace: String
    let name: String

    /// Whether a rule of a role grants it.
    func isGranted(by rule: JSON) -> Bool {
        let (verbs, groups, resources) = (
            rule.items("verbs"), rule.items("apiGroups"), rule.items("resources")
        )
        let names = rule.items("resourceNames")
        let part = resource.split(separator: "/").dropFirst().first
        let isResource =
            resources.contains("*") || resources.contains(.text(resource))
            || (part.map { resources.contains(.text("*/\($0)")) } ?? false)
        return (verbs.contains("*") || verbs.contains(.text(verb)))
            && (groups.contains("*") || groups.contains(.text(group))) && isResource
            && (names.isEmpty || names.contains(.text(name)))
    }

    /// How a refusal says it.
    func refusal(to user: User) -> String {
        let place = namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(namespace)\""
        return
            "User \"\(user.name)\" cannot \(verb) resource \"\(resource)\" in API group \"\(group)\" \(place)"
    }
}
