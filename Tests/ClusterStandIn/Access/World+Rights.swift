extension World {
    /// What everybody may whose name is known.
    private static let basic: [JSON] = [
        [
            "verbs": ["create"], "apiGroups": ["authorization.k8s.io"],
            "resources": ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
        ],
        ["verbs": ["create"], "apiGroups": ["authentication.k8s.io"], "resources": ["selfsubjectreviews"]],
    ]

    /// Pages that are no resources and that everybody whose name is known may read.
    private static let pages: JSON = [
        "verbs": ["get"],
        "nonResourceURLs": [
            "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz",
            "/version", "/version/",
        ],
    ]

    /// The rules that hold for a user in a namespace.
    func rules(for user: User, in namespace: String) -> [JSON] {
        if user.groups.contains("system:masters") {
            return [
                ["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]],
                ["verbs": ["*"], "nonResourceURLs": ["*"]],
            ]
        }
        var rules = user.groups.contains("system:authenticated") ? World.basic + [World.pages] : []
        for binding in all("clusterrolebindings.rbac.authorization.k8s.io") where isMeant(user, by: binding) {
            rules += role(of: binding, "")
        }
        guard !namespace.isEmpty else { return rules }
        for binding in all("rolebindings.rbac.authorization.k8s.io", in: namespace)
        where isMeant(user, by: binding) {
            rules += role(of: binding, namespace)
        }
        return rules
    }

    private func isMeant(_ user: User, by binding: JSON) -> Bool {
        binding.items("subjects").contains { subject in
            switch subject.words("kind") {
            case "User": subject.words("name") == user.name
            case "Group": user.groups.contains(subject.words("name"))
            default:
                user.name
                    == "system:serviceaccount:\(subject.words("namespace", or: binding.namespace)):"
                    + subject.words("name")
            }
        }
    }

    private func role(of binding: JSON, _ namespace: String) -> [JSON] {
        let reference = binding["roleRef"] ?? [:]
        let isWide = reference.words("kind") == "ClusterRole"
        let kind = isWide ? "clusterroles" : "roles"
        return object("\(kind).rbac.authorization.k8s.io", isWide ? "" : namespace, reference.words("name"))?
            .items("rules") ?? []
    }

    func isAllowed(_ user: User, _ wish: Wish) -> Bool {
        rules(for: user, in: wish.namespace).contains(where: wish.isGranted)
    }

    func isAllowed(_ user: User, toRead page: String) -> Bool {
        let open = ["/healthz", "/livez", "/readyz", "/version", "/version/"]
        if open.contains(page) || page.hasPrefix("/readyz/") || page.hasPrefix("/livez/") { return true }
        return rules(for: user, in: "").flatMap { $0.items("nonResourceURLs") }.compactMap(\.text).contains {
            $0 == "*" || $0 == page || ($0.hasSuffix("/*") && page.hasPrefix($0.dropLast()))
        }
    }

    /// Answers the reviews that are made and never kept.
    func review(_ resource: String, _ body: JSON, _ user: User) -> JSON? {
        var answer = body
        switch resource {
        case "selfsubjectaccessreviews":
            if let asked = body[["spec", "resourceAttributes"]] {
                let part = asked.words("subresource")
                let wish = Wish(
                    verb: asked.words("verb"), group: asked.words("group"),
                    resource: asked.words("resource") + (part.isEmpty ? "" : "/\(part)"),
                    namespace: asked.words("namespace"), name: asked.words("name"))
                answer["status"] = ["allowed": .bool(isAllowed(user, wish))]
            } else {
                let page = body.words("spec", "nonResourceAttributes", "path")
                answer["status"] = ["allowed": .bool(isAllowed(user, toRead: page))]
            }
        case "selfsubjectrulesreviews":
            let rules = rules(for: user, in: body.words("spec", "namespace"))
            answer["status"] = [
                "resourceRules": .list(rules.filter { $0["resources"] != nil }),
                "nonResourceRules": .list(rules.filter { $0["nonResourceURLs"] != nil }), "incomplete": false,
            ]
        case "selfsubjectreviews":
            answer["status"] = [
                "userInfo": [
                    "username": .text(user.name), "groups": .list(user.groups.map { .text($0) }),
                ]
            ]
        default: return nil
        }
        if answer["metadata"] == nil { answer["metadata"] = ["creationTimestamp": .null] }
        return answer
    }
}
