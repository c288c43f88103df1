/// Who writes, and how.
struct Writing: Sendable {
    let kind: Kind
    let namespace: String
    /// Empty where the name is not known yet.
    var name = ""
    var subresource = ""
    var manager: String
    var isDry = false
    /// `Strict`, `Warn` or `Ignore`.
    var validation = "Warn"
    var isForced = false
    var warnings: [String] = []

    var key: ObjectKey { ObjectKey(kind.id, namespace, name) }
}

extension World {
    /// Gives a new object what every object has.
    func christened(_ object: JSON, _ writing: Writing) throws(Refusal) -> JSON {
        let kind = writing.kind
        var object = object
        try agree(object, writing)
        if object.name.isEmpty {
            let stem = object.words("metadata", "generateName")
            guard !stem.isEmpty else {
                throw .invalid(kind, "", [.required("metadata.name", "name or generateName is required")])
            }
            object[["metadata", "name"]] = .text(stem.prefix(58) + Names.suffix())
        }
        guard object.words("metadata", "resourceVersion").isEmpty else {
            throw Refusal.badRequest("resourceVersion should not be set on objects to be created")
        }
        object[["metadata", "namespace"]] = kind.isNamespaced ? .text(writing.namespace) : nil
        object[["metadata", "uid"]] = .text(Names.uid())
        object[["metadata", "creationTimestamp"]] = .text(Moment.text())
        object[["metadata", "deletionTimestamp"]] = nil
        object[["metadata", "deletionGracePeriodSeconds"]] = nil
        object[["metadata", "selfLink"]] = nil
        object[["metadata", "generation"]] = kind.hasGeneration ? 1 : nil
        object["apiVersion"] = .text(kind.apiVersion)
        object["kind"] = .text(kind.name)
        if kind.hasStatus { object["status"] = nil }
        return object
    }

    /// Holds what an object says of itself against where it was sent.
    func agree(_ object: JSON, _ writing: Writing) throws(Refusal) {
        let kind = writing.kind
        if let version = object["apiVersion"]?.text, let name = object["kind"]?.text,
            version != kind.apiVersion || name != kind.name, writing.subresource != "scale"
        {
            throw .badRequest(
                "\(name) in version \"\(version)\" cannot be handled as a \(kind.name): "
                    + "no kind \"\(name)\" is registered for version \"\(version)\"")
        }
        if kind.isNamespaced, !object.namespace.isEmpty, object.namespace != writing.namespace {
            throw .badRequest(
                "the namespace of the provided object does not match the namespace sent on the request")
        }
        if !writing.name.isEmpty, !object.name.isEmpty, object.name != writing.name {
            throw .badRequest(
                "the name of the object (\(object.name)) does not match the name on the URL (\(writing.name))"
            )
        }
    }

    /// Refuses what cannot be made in a namespace that is not there or going.
    func admitNamespace(_ object: JSON, _ writing: Writing) throws(Refusal) {
        guard writing.kind.isNamespaced else { return }
        let namespaces = Kind.named("namespaces")
        guard let namespace = self.object("namespaces", "", writing.namespace) else {
            throw .notFound(namespaces, writing.namespace)
        }
        if namespace.isLeaving {
            let why =
                "unable to create new content in namespace \(writing.namespace) because it is being "
                + "terminated"
            throw .forbidden(
                writing.kind, object.name, why,
                causes: [
                    [
                        "reason": "NamespaceTerminating",
                        "message": "namespace \(writing.namespace) is being terminated",
                        "field": "metadata.namespace",
                    ]
                ])
        }
    }

    /// What an update may not change is what it was.
    func continued(_ new: JSON, from old: JSON, _ writing: Writing) throws(Refusal) -> JSON {
        let kind = writing.kind
        var new = new
        try agree(new, writing)
        let uid = new.uid
        if !uid.isEmpty, uid != old.uid {
            throw .conflict(
                kind, old.name,
                "Precondition failed: UID in precondition: \(uid), UID in object meta: \(old.uid)")
        }
        for name in [
            "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generateName", "resourceVersion", "generation", "selfLink",
        ] {
            new[["metadata", name]] = old[["metadata", name]]
        }
        new["apiVersion"] = .text(kind.apiVersion)
        new["kind"] = .text(kind.name)
        if writing.subresource == "status" {
            let (labels, annotations) = (new[["metadata", "labels"]], new[["metadata", "annotations"]])
            let status = new["status"]
            let fields = new[["metadata", "managedFields"]]
            new = old
            new["status"] = status
            if kind.id == "pods" || kind.id == "nodes" {
                new[["metadata", "labels"]] = labels
                new[["metadata", "annotations"]] = annotations
            }
            new[["metadata", "managedFields"]] = fields
        } else if kind.hasStatus {
            new["status"] = old["status"]
        }
        return new
    }

    /// Whether two states of an object want different things.
    static func wantsOther(_ old: JSON, _ new: JSON) -> Bool {
        let aside: Set<String> = ["metadata", "status", "apiVersion", "kind"]
        let names = Set((old.fields ?? [:]).keys).union((new.fields ?? [:]).keys).subtracting(aside)
        return names.contains { old[$0] != new[$0] }
    }
}
