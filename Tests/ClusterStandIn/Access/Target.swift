/// What a path of the API names.
struct Target: Sendable {
    let group: String
    let version: String
    let plural: String
    /// Nil where a list or a watch goes over all of them.
    let namespace: String?
    let name: String
    let subresource: String

    /// Reads a path; nil if it is none of resources.
    init?(_ path: [String]) {
        var rest = path[...]
        switch rest.popFirst() {
        case "api": group = ""
        case "apis":
            guard let name = rest.popFirst() else { return nil }
            group = name
        default: return nil
        }
        guard let version = rest.popFirst(), !rest.isEmpty else { return nil }
        self.version = version
        let parts = Array(rest)
        if parts[0] == "namespaces", parts.count > 2,
            !["status", "finalize"].contains(parts[2]) || parts.count > 3
        {
            namespace = parts[1]
            plural = parts[2]
            name = parts.count > 3 ? parts[3] : ""
            subresource = parts.dropFirst(4).joined(separator: "/")
        } else {
            namespace = nil
            plural = parts[0]
            name = parts.count > 1 ? parts[1] : ""
            subresource = parts.dropFirst(2).joined(separator: "/")
        }
    }

    /// The verb by which rights are asked for.
    func verb(_ request: WireRequest) -> String {
        switch request.method {
        case "GET", "HEAD":
            if !name.isEmpty { return "get" }
            return request.isAsked("watch") ? "watch" : "list"
        case "POST": return "create"
        case "PUT": return "update"
        case "PATCH": return "patch"
        default: return name.isEmpty ? "deletecollection" : "delete"
        }
    }

    func wish(_ verb: String) -> Wish {
        // The rights on a namespace itself are asked for within it.
        let place = plural == "namespaces" && group.isEmpty ? name : namespace ?? ""
        return Wish(
            verb: verb, group: group, resource: plural + (subresource.isEmpty ? "" : "/\(subresource)"),
            namespace: place, name: name)
    }
}
