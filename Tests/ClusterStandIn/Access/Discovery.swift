/// What the server says of itself: its kinds, its version.
enum Discovery {
    /// The release whose behaviour is stood in for.
    static let version: JSON = [
        "major": "1", "minor": "36", "gitVersion": "v1.36.0", "gitCommit": "0", "gitTreeState": "clean",
        "buildDate": "2026-04-22T00:00:00Z", "goVersion": "go1.26", "compiler": "gc",
        "platform": "linux/amd64",
    ]

    private static let reviews: [(group: String, name: String, plural: String)] = [
        ("authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
        ("authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
        ("authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews"),
    ]

    static func isReview(group: String, _ plural: String) -> Bool {
        reviews.contains { $0.group == group && $0.plural == plural }
    }

    /// Groups with their versions, `v1` of the core left out.
    private static func groups(_ kinds: [Kind]) -> [(name: String, version: String)] {
        var seen: Set<String> = [""]
        let all = kinds.map { ($0.group, $0.version) } + reviews.map { ($0.group, "v1") }
        return all.filter { seen.insert($0.0).inserted }
    }

    /// The answer to `/api`, `/apis` and the pages below; nil where there is no such page.
    static func page(_ path: [String], isAggregated: Bool, _ kinds: [Kind]) -> JSON? {
        if path == ["api"] {
            if isAggregated { return aggregated([("", "v1")], kinds) }
            return [
                "kind": "APIVersions", "versions": ["v1"],
                "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": "127.0.0.1"]],
            ]
        }
        if path == ["apis"] {
            if isAggregated { return aggregated(groups(kinds), kinds) }
            return [
                "kind": "APIGroupList", "apiVersion": "v1",
                "groups": .list(groups(kinds).map { group($0.name, $0.version) }),
            ]
        }
        if path == ["api", "v1"] { return resources("", "v1", kinds) }
        guard path.first == "apis", path.count >= 2,
            let found = groups(kinds).first(where: { $0.name == path[1] })
        else { return nil }
        if path.count == 2 {
            var page = group(found.name, found.version)
            page["kind"] = "APIGroup"
            page["apiVersion"] = "v1"
            return page
        }
        return path.count == 3 && path[2] == found.version ? resources(found.name, found.version, kinds) : nil
    }

    private static func group(_ name: String, _ version: String) -> JSON {
        let entry: JSON = ["groupVersion": "\(name)/\(version)", "version": .text(version)]
        return ["name": .text(name), "versions": [entry], "preferredVersion": entry]
    }

    private static let verbs: JSON = [
        "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch",
    ]

    private static func verbs(of subresource: String) -> JSON {
        switch subresource {
        case "log": ["get"]
        case "exec", "attach", "portforward": ["create", "get"]
        case "eviction", "token": ["create"]
        case "finalize": ["update"]
        default: ["get", "patch", "update"]
        }
    }

    private static func resources(_ group: String, _ version: String, _ kinds: [Kind]) -> JSON {
        var all: [JSON] = []
        for kind in kinds where kind.group == group {
            var entry: JSON = [
                "name": .text(kind.plural), "singularName": .text(kind.name.lowercased()),
                "namespaced": .bool(kind.isNamespaced), "kind": .text(kind.name), "verbs": verbs,
            ]
            if !kind.short.isEmpty { entry["shortNames"] = .list(kind.short.map { .text($0) }) }
            if kind.inAll { entry["categories"] = ["all"] }
            all.append(entry)
            for part in kind.subresources {
                all.append([
                    "name": "\(kind.plural)/\(part)", "singularName": "",
                    "namespaced": .bool(kind.isNamespaced),
                    "kind": .text(part == "scale" ? "Scale" : part == "eviction" ? "Eviction" : kind.name),
                    "verbs": verbs(of: part),
                ])
            }
        }
        for review in reviews where review.group == group {
            all.append([
                "name": .text(review.plural), "singularName": .text(review.name.lowercased()),
                "namespaced": false,
                "kind": .text(review.name), "verbs": ["create"],
            ])
        }
        return [
            "kind": "APIResourceList", "apiVersion": "v1",
            "groupVersion": .text(group.isEmpty ? version : "\(group)/\(version)"), "resources": .list(all),
        ]
    }

    private static func aggregated(_ groups: [(name: String, version: String)], _ kinds: [Kind]) -> JSON {
        let items: [JSON] = groups.map { group in
            let resources: [JSON] = kinds.filter { $0.group == group.name }.map { kind in
                [
                    "resource": .text(kind.plural), "singularResource": .text(kind.name.lowercased()),
                    "responseKind": [
                        "group": .text(kind.group), "version": .text(kind.version), "kind": .text(kind.name),
                    ],
                    "scope": .text(kind.isNamespaced ? "Namespaced" : "Cluster"), "verbs": verbs,
                    "subresources": .list(
                        kind.subresources.map { ["subresource": .text($0), "verbs": verbs(of: $0)] }),
                ]
            }
            return [
                "metadata": group.name.isEmpty ? [:] : ["name": .text(group.name)],
                "versions": [
                    [
                        "version": .text(group.version), "freshness": "Current",
                        "resources": .list(resources),
                    ]
                ],
            ]
        }
        return [
            "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:],
            "items": .list(items),
        ]
    }
}
