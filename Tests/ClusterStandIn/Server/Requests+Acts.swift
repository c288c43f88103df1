internal import Basis

extension Requests {
    /// Everything that has one answer and is about objects.
    func act(_ kind: Kind, _ target: Target, _ verb: String, _ user: User) throws(Refusal) -> Answer {
        let key = ObjectKey(kind.id, target.namespace ?? "", target.name)
        switch verb {
        case "get":
            return Answer(
                try cluster.world.withLock { world throws(Refusal) in
                    guard let object = world.object(key) else { throw .notFound(kind, target.name) }
                    return target.subresource == "scale" ? Scale.of(object) : object
                })
        case "list":
            let question = try self.question(kind, target)
            return Answer(try cluster.world.withLock { world throws(Refusal) in try world.list(question) })
        case "create":
            switch target.subresource {
            case "": return try create(kind, target)
            case "eviction": return try evict(key)
            case "token": return try token(key)
            default: throw .methodNotAllowed()
            }
        case "update": return try update(kind, target)
        case "patch": return try patch(kind, target)
        case "delete": return try delete(key, kind)
        case "deletecollection":
            let question = try self.question(kind, target)
            let deletion = try Deletion(request)
            let list = try cluster.world.withLock { world throws(Refusal) in
                let list = try world.list(question)
                for item in list.items("items") where !deletion.isDry {
                    _ = try world.delete(ObjectKey(kind.id, item.namespace, item.name), deletion)
                }
                return list
            }
            return Answer(list)
        default: throw .methodNotAllowed()
        }
    }

    func question(_ kind: Kind, _ target: Target) throws(Refusal) -> World.Question {
        World.Question(
            kind: kind, namespace: target.namespace,
            selectors: try Selectors(
                labels: request.asked("labelSelector"), fields: request.asked("fieldSelector"), of: kind),
            limit: request.asked("limit").flatMap(Int.init) ?? 0,
            token: request.asked("continue").flatMap { $0.isEmpty ? nil : $0 },
            revision: request.asked("resourceVersion"))
    }

    private func writing(_ kind: Kind, _ target: Target) throws(Refusal) -> Writing {
        var writing = Writing(
            kind: kind, namespace: target.namespace ?? "", name: target.name,
            subresource: target.subresource,
            manager: request.asked("fieldManager") ?? agent)
        if let dry = request.asked("dryRun") {
            guard dry == "All" else {
                throw Refusal(
                    code: 422, reason: "Invalid",
                    message:
                        "PatchOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: \"\(dry)\": "
                        + "supported values: \"All\"")
            }
            writing.isDry = true
        }
        writing.validation = request.asked("fieldValidation") ?? "Warn"
        writing.isForced = request.isAsked("force")
        return writing
    }

    /// Who does not name a manager is known by the first word of the program's name.
    private var agent: String {
        let agent = request.headers["user-agent"] ?? ""
        let name = agent.prefix { $0 != "/" }
        return name.isEmpty ? "unknown" : String(name.prefix(128))
    }

    private func answer(_ status: Int, _ object: JSON, _ writing: Writing) -> Answer {
        var answer = Answer(status: status, object)
        answer.headers = writing.warnings.map {
            ("Warning", "299 - \"\($0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"")
        }
        return answer
    }

    private func create(_ kind: Kind, _ target: Target) throws(Refusal) -> Answer {
        guard target.name.isEmpty else { throw .methodNotAllowed() }
        var writing = try self.writing(kind, target)
        let body = try self.body()
        let made = try cluster.world.withLock { world throws(Refusal) in try world.create(body, &writing) }
        return answer(201, made, writing)
    }

    private func update(_ kind: Kind, _ target: Target) throws(Refusal) -> Answer {
        var writing = try self.writing(kind, target)
        let body = try self.body()
        let (made, isNew) = try cluster.world.withLock { world throws(Refusal) in
            if target.subresource == "scale" {
                guard let old = world.object(writing.key) else { throw .notFound(kind, target.name) }
                return (try world.scale(body, old, writing), false)
            }
            return try world.replace(body, &writing)
        }
        return answer(isNew ? 201 : 200, made, writing)
    }

    private func patch(_ kind: Kind, _ target: Target) throws(Refusal) -> Answer {
        var writing = try self.writing(kind, target)
        let type = (request.headers["content-type"] ?? "").prefix { $0 != ";" }
        let (made, isNew): (JSON, Bool)
        if type == "application/apply-patch+yaml" || type == "application/apply-patch+cbor" {
            guard request.asked("fieldManager").map({ !$0.isEmpty }) ?? false else {
                throw Refusal(
                    code: 422, reason: "Invalid",
                    message:
                        "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required "
                        + "for apply patch")
            }
            guard let body = JSON(request.body) else {
                throw .badRequest("error decoding YAML: the stand-in reads JSON only")
            }
            (made, isNew) = try cluster.world.withLock { world throws(Refusal) in
                try world.apply(body, &writing)
            }
        } else {
            if writing.isForced {
                throw Refusal(
                    code: 422, reason: "Invalid",
                    message:
                        "PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be "
                        + "specified for "
                        + "non-apply patch")
            }
            let body = try self.body()
            (made, isNew) = (
                try cluster.world.withLock { world throws(Refusal) in
                    try world.patch(body, String(type), &writing)
                }, false
            )
        }
        return answer(isNew ? 201 : 200, made, writing)
    }

    private func delete(_ key: ObjectKey, _ kind: Kind) throws(Refusal) -> Answer {
        let deletion = try Deletion(request)
        let (object, isGone) = try cluster.world.withLock { world throws(Refusal) in
            try world.delete(key, deletion)
        }
        guard isGone, kind.id != "pods" else { return Answer(object) }
        var details: JSON = ["name": .text(key.name), "kind": .text(kind.plural), "uid": .text(object.uid)]
        if !kind.group.isEmpty { details["group"] = .text(kind.group) }
        return Answer([
            "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": details,
        ])
    }

    private func evict(_ key: ObjectKey) throws(Refusal) -> Answer {
        try cluster.world.withLock { world throws(Refusal) in try world.evict(key) }
        return Answer(
            status: 201,
            ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201])
    }

    private func token(_ key: ObjectKey) throws(Refusal) -> Answer {
        var body = try self.body()
        let token = "eyJ." + Names.suffix(40)
        let seconds = body.count("spec", "expirationSeconds", or: 3600)
        try cluster.world.withLock { world throws(Refusal) in
            guard world.object(key) != nil else { throw .notFound(Kind.named(key.kind), key.name) }
            world.tokens[token] = .account(key.name, in: key.namespace)
        }
        body["status"] = [
            "token": .text(token), "expirationTimestamp": .text(Moment.text(Moment.seconds() + seconds)),
        ]
        return Answer(status: 201, body)
    }
}
