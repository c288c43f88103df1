internal import Basis

/// One request on its way from the path to what is done.
struct Requests {
    enum Reply {
        case answer(Answer)
        /// The connection now speaks something of its own.
        case takeover((Wire) -> Void)
    }

    let cluster: StandInCluster
    let request: WireRequest

    init(_ cluster: StandInCluster, _ request: WireRequest) {
        (self.cluster, self.request) = (cluster, request)
    }

    func reply() throws(Refusal) -> Reply {
        let user = try self.user()
        guard let target = Target(request.path) else { return .answer(try page(user)) }
        let kinds = self.kinds
        let isReview = Discovery.isReview(group: target.group, target.plural)
        let kind = kinds.first {
            $0.group == target.group && $0.version == target.version && $0.plural == target.plural
        }
        let verb = target.verb(request)
        try authorize(user, target.wish(verb), kind)
        if isReview { return .answer(try review(target, user)) }
        guard let kind else { throw .noSuchPath }
        guard target.subresource.isEmpty || kind.subresources.contains(target.subresource) else {
            throw .noSuchPath
        }
        if target.namespace != nil, !kind.isNamespaced { throw .noSuchPath }
        if kind.isNamespaced, target.namespace == nil, !["list", "watch"].contains(verb) {
            throw .methodNotAllowed()
        }
        if ["exec", "attach", "portforward"].contains(target.subresource) {
            if request.method == "GET" { try authorize(user, target.wish("create"), kind) }
            return .takeover(try stream(target))
        }
        if target.subresource == "log" { return .takeover(try log(target)) }
        if verb == "watch" { return .takeover(try watch(kind, target)) }
        return .answer(try act(kind, target, verb, user))
    }

    private var kinds: [Kind] {
        let hasGateway = cluster.world.withLock { $0.settings.hasGateway }
        return hasGateway ? Kind.all : Kind.all.filter { !Kind.gateway.contains($0) }
    }

    // MARK: Who

    private func user() throws(Refusal) -> User {
        var bearer: String?
        if let header = request.headers["authorization"] {
            bearer = header.hasPrefix("Bearer ") ? String(header.dropFirst(7)) : ""
        } else if let offered = request.headers["sec-websocket-protocol"] {
            let prefix = "base64url.bearer.authorization.k8s.io."
            bearer = offered.split(separator: ",").map { $0.filter { $0 != " " } }
                .first { $0.hasPrefix(prefix) }.flatMap {
                    Base64.urlBytes(String($0.dropFirst(prefix.count)))
                }
                .map { String(decoding: $0, as: UTF8.self) }
        }
        guard let bearer else { return .anonymous }
        guard let user = cluster.world.withLock({ $0.tokens[bearer] }) else { throw .unauthorized }
        return try impersonated(by: user)
    }

    private func impersonated(by user: User) throws(Refusal) -> User {
        guard let name = request.headers["impersonate-user"] else { return user }
        let wish = Wish(verb: "impersonate", group: "", resource: "users", namespace: "", name: name)
        guard cluster.world.withLock({ $0.isAllowed(user, wish) }) else {
            throw Refusal(
                code: 403, reason: "Forbidden",
                message: "users \"\(name)\" is forbidden: \(wish.refusal(to: user))",
                details: ["name": .text(name), "kind": "users"])
        }
        let groups = request.repeated.filter { $0.name == "impersonate-group" }.map(\.value)
        let parts = name.split(separator: ":")
        if groups.isEmpty, parts.count == 4, name.hasPrefix("system:serviceaccount:") {
            return .account(String(parts[3]), in: String(parts[2]))
        }
        return User(name: name, groups: Array(Set(groups + ["system:authenticated"])).sorted())
    }

    private func authorize(_ user: User, _ wish: Wish, _ kind: Kind?) throws(Refusal) {
        guard !cluster.world.withLock({ $0.isAllowed(user, wish) }) else { return }
        let plural = wish.resource.split(separator: "/").first.map(String.init) ?? wish.resource
        let kind = kind ?? Kind(group: wish.group, version: "", name: plural, plural: plural)
        throw .forbidden(kind, wish.name, wish.refusal(to: user))
    }

    // MARK: Pages that are no objects

    private func page(_ user: User) throws(Refusal) -> Answer {
        let path = "/" + request.path.joined(separator: "/")
        guard cluster.world.withLock({ $0.isAllowed(user, toRead: path) }) else {
            throw Refusal(
                code: 403, reason: "Forbidden",
                message:
                    "forbidden: User \"\(user.name)\" cannot \(request.method.lowercased()) path \"\(path)\"")
        }
        switch path {
        case "/version", "/version/": return Answer(Discovery.version)
        case "/readyz", "/livez", "/healthz": return Answer(plain: "ok")
        default:
            let accept = request.headers["accept"] ?? ""
            let isAggregated = accept.contains("as=APIGroupDiscoveryList") && accept.contains("v=v2")
            guard let page = Discovery.page(request.path, isAggregated: isAggregated, kinds) else {
                if request.path.first == "api" || request.path.first == "apis" { throw .noSuchPath }
                return Answer(status: 404, plain: "404 page not found\n")
            }
            var answer = Answer(page)
            if isAggregated, request.path.count == 1 {
                answer.type = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
            }
            return answer
        }
    }

    private func review(_ target: Target, _ user: User) throws(Refusal) -> Answer {
        guard request.method == "POST" else { throw .methodNotAllowed() }
        let body = try self.body()
        guard let answer = cluster.world.withLock({ $0.review(target.plural, body, user) }) else {
            throw .noSuchPath
        }
        return Answer(status: 201, answer)
    }

    func body() throws(Refusal) -> JSON {
        guard let body = JSON(request.body) else {
            throw .badRequest("the request body is no JSON")
        }
        return body
    }
}
