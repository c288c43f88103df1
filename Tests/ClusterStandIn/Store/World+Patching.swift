extension World {
    /// Server-side apply: makes what is not there.
    mutating func apply(_ given: JSON, _ writing: inout Writing) throws(Refusal) -> (JSON, isNew: Bool) {
        let kind = writing.kind
        guard given["apiVersion"]?.text != nil, given["kind"]?.text != nil else {
            throw .badRequest("apiVersion and kind are required in an apply patch")
        }
        if given[["metadata", "managedFields"]] != nil {
            throw .badRequest("metadata.managedFields must be nil")
        }
        var config = try checked(given, &writing)
        try agree(config, writing)
        config[["metadata", "name"]] = .text(writing.name)
        if kind.isNamespaced { config[["metadata", "namespace"]] = .text(writing.namespace) }
        let asked = config.words("metadata", "resourceVersion")
        guard let live = object(writing.key) else {
            if !asked.isEmpty || !config.uid.isEmpty { throw .modified(kind, writing.name) }
            guard writing.subresource.isEmpty else { throw .notFound(kind, writing.name) }
            return (try createApplied(config, writing), true)
        }
        if !asked.isEmpty, asked != live.words("metadata", "resourceVersion") {
            throw .modified(kind, writing.name)
        }
        let merged = try Ownership.apply(config, to: live, writing)
        return (try settle(merged, from: live, writing, isApply: true), false)
    }

    private mutating func createApplied(_ config: JSON, _ writing: Writing) throws(Refusal) -> JSON {
        let kind = writing.kind
        let owned = try Ownership.apply(config, to: nil, writing)
        var object = try christened(owned, writing)
        Defaults.fill(&object, kind)
        prepare(&object, kind)
        try Validation.check(object, kind)
        try admitNamespace(object, writing)
        try admit(object, writing)
        return writing.isDry ? object : put(object, as: kind)
    }

    /// The other patches.
    mutating func patch(_ patch: JSON, _ type: String, _ writing: inout Writing) throws(Refusal) -> JSON {
        let kind = writing.kind
        guard let live = object(writing.key) else { throw .notFound(kind, writing.name) }
        let old = writing.subresource == "scale" ? Scale.of(live) : live
        let new: JSON
        switch type {
        case "application/json-patch+json": new = try Patches.operations(patch, on: old)
        case "application/merge-patch+json": new = Patches.merge(patch, into: old)
        case "application/strategic-merge-patch+json":
            guard kind.group != "gateway.networking.k8s.io" else { throw World.unsupported(kind) }
            new = Patches.strategic(patch, into: old, Schema.of(kind)) ?? [:]
        default: throw World.unsupported(kind)
        }
        let asked = new.words("metadata", "resourceVersion")
        if !asked.isEmpty, asked != old.words("metadata", "resourceVersion") {
            throw .modified(kind, writing.name)
        }
        if writing.subresource == "scale" { return try scale(new, live, writing) }
        return try settle(try checked(new, &writing), from: live, writing, isApply: false)
    }

    private static func unsupported(_ kind: Kind) -> Refusal {
        let extra =
            kind.group == "gateway.networking.k8s.io" ? "" : ", application/strategic-merge-patch+json"
        return Refusal(
            code: 415, reason: "UnsupportedMediaType",
            message: "the body of the request was in an unknown format - accepted media types include: "
                + "application/json-patch+json, application/merge-patch+json, "
                + "application/apply-patch+yaml\(extra)"
        )
    }

    /// Sets a number of replicas and nothing else.
    mutating func scale(_ scale: JSON, _ old: JSON, _ writing: Writing) throws(Refusal) -> JSON {
        let asked = scale.words("metadata", "resourceVersion")
        if !asked.isEmpty, asked != old.words("metadata", "resourceVersion") {
            throw .modified(writing.kind, writing.name)
        }
        let count = scale.count("spec", "replicas")
        guard count >= 0 else {
            throw .invalid(
                writing.kind, writing.name,
                [
                    .invalid(
                        "spec.replicas", .integer(count), "must be greater than or equal to 0")
                ])
        }
        var new = old
        new[["spec", "replicas"]] = .integer(count)
        return Scale.of(try settle(new, from: old, writing, isApply: false))
    }
}

/// How many of a workload there are, as the subresource `scale` says it.
enum Scale {
    static func of(_ object: JSON) -> JSON {
        let selector = object.texts("spec", "selector", "matchLabels").sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        var metadata: JSON = [:]
        for name in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            metadata[name] = object[["metadata", name]]
        }
        return [
            "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata,
            "spec": ["replicas": .integer(object.count("spec", "replicas"))],
            "status": [
                "replicas": .integer(object.count("status", "replicas")), "selector": .text(selector),
            ],
        ]
    }
}
