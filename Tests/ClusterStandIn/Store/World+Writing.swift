extension World {
    /// Makes an object.
    mutating func create(_ given: JSON, _ writing: inout Writing) throws(Refusal) -> JSON {
        let kind = writing.kind
        var object = try checked(given, &writing)
        object = try christened(object, writing)
        writing.name = object.name
        Defaults.fill(&object, kind)
        prepare(&object, kind)
        try Validation.check(object, kind)
        try admitNamespace(object, writing)
        if self.object(writing.key) != nil { throw .alreadyExists(kind, object.name) }
        try admit(object, writing)
        object = Ownership.afterUpdate(from: nil, to: object, writing)
        if writing.isDry { return object }
        return put(object, as: kind)
    }

    /// Replaces an object, or makes it where its kind allows that.
    mutating func replace(_ given: JSON, _ writing: inout Writing) throws(Refusal) -> (JSON, isNew: Bool) {
        let kind = writing.kind
        let asked = given.words("metadata", "resourceVersion")
        guard let old = object(writing.key) else {
            guard kind.createsOnUpdate, asked.isEmpty, writing.subresource.isEmpty else {
                throw .notFound(kind, writing.name)
            }
            return (try create(given, &writing), true)
        }
        let new = try checked(given, &writing)
        if asked.isEmpty, !kind.updatesBlindly {
            throw .invalid(
                kind, writing.name,
                [.invalid("metadata.resourceVersion", 0, "must be specified for an update")])
        }
        if !asked.isEmpty, asked != old.words("metadata", "resourceVersion") {
            throw .modified(kind, writing.name)
        }
        return (try settle(new, from: old, writing, isApply: false), false)
    }

    /// Keeps what a write made of an object, if that is any different and allowed.
    mutating func settle(
        _ given: JSON, from old: JSON, _ writing: Writing, isApply: Bool
    ) throws(Refusal) -> JSON {
        let kind = writing.kind
        var new = try continued(given, from: old, writing)
        Defaults.fill(&new, kind)
        Defaults.keep(&new, from: old, kind)
        try Validation.check(new, kind)
        try Validation.check(new, after: old, kind)
        if !isApply { new = Ownership.afterUpdate(from: old, to: new, writing) }
        if kind.hasGeneration, World.wantsOther(old, new) {
            new[["metadata", "generation"]] = .integer(old.count("metadata", "generation") + 1)
        }
        if new == old || writing.isDry { return new }
        if new.isLeaving, new.finalizers.isEmpty, !(kind.id == "pods" && lives[new.uid] != nil),
            !(kind.id == "namespaces" && !new.items("spec", "finalizers").isEmpty)
        {
            remove(writing.key)
            return new
        }
        return put(new, as: kind)
    }

    /// Checks field names and types, and says what is unknown.
    func checked(_ object: JSON, _ writing: inout Writing) throws(Refusal) -> JSON {
        guard object.fields != nil else {
            throw .badRequest("the object provided is unrecognized (must be of type \(writing.kind.name))")
        }
        guard writing.subresource != "scale" else { return object }
        var check = SchemaCheck(writing.kind)
        let known = check.known(object)
        if let mismatch = check.mismatches.first { throw .badRequest(mismatch) }
        if !check.unknown.isEmpty {
            switch writing.validation {
            case "Strict":
                let all = check.unknown.sorted().map { "unknown field \"\($0)\"" }.joined(separator: ", ")
                throw .badRequest(
                    "\(writing.kind.name) in version \"\(writing.kind.version)\" cannot be handled as a "
                        + "\(writing.kind.name): strict decoding error: \(all)")
            case "Ignore": break
            default: writing.warnings += check.unknown.sorted().map { "unknown field \"\($0)\"" }
            }
        }
        return known
    }

    /// A controller's own write: of what is there now, without asking anybody.
    mutating func amend(
        _ key: ObjectKey, by manager: String = "kube-controller-manager", subresource: String = "",
        _ change: (inout JSON) -> Void
    ) {
        guard let old = object(key) else { return }
        var new = old
        change(&new)
        guard new != old else { return }
        let kind = Kind.named(key.kind)
        let writing = Writing(
            kind: kind, namespace: key.namespace, name: key.name, subresource: subresource, manager: manager)
        if kind.hasGeneration, World.wantsOther(old, new) {
            new[["metadata", "generation"]] = .integer(old.count("metadata", "generation") + 1)
        }
        new = Ownership.afterUpdate(from: old, to: new, writing)
        put(new, as: kind)
    }

    /// A controller's own write of the status.
    mutating func amendStatus(
        _ key: ObjectKey, by manager: String = "kube-controller-manager", _ status: JSON
    ) {
        amend(key, by: manager, subresource: "status") { $0["status"] = status }
    }
}
