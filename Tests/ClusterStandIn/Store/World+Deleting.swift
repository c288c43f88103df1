/// How something is to be deleted, as `DeleteOptions` says.
struct Deletion: Sendable {
    enum Policy: String, Sendable {
        case background = "Background"
        case foreground = "Foreground"
        case orphan = "Orphan"
    }

    var policy: Policy?
    var grace: Int64?
    var uid: String?
    var revision: String?
    var isDry = false

    init() {}

    /// Reads the options of a body and of a query; the body goes before.
    init(_ request: WireRequest) throws(Refusal) {
        var options: JSON = [:]
        if !request.body.isEmpty {
            guard let json = JSON(request.body) else {
                throw .badRequest("couldn't decode body as DeleteOptions")
            }
            options = json
        }
        let word = options["propagationPolicy"]?.text ?? request.asked("propagationPolicy")
        if let word {
            guard let known = Policy(rawValue: word) else {
                throw Refusal(
                    code: 422, reason: "Invalid",
                    message:
                        "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: "
                        + "\"\(word)\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\""
                )
            }
            policy = known
        } else if let orphan = options["orphanDependents"]?.bool {
            policy = orphan ? .orphan : .background
        }
        grace =
            options["gracePeriodSeconds"]?.integer ?? request.asked("gracePeriodSeconds").flatMap(Int64.init)
        uid = options[["preconditions", "uid"]]?.text
        revision = options[["preconditions", "resourceVersion"]]?.text
        isDry = !options.items("dryRun").isEmpty || request.asked("dryRun") == "All"
    }
}

extension World {
    /// Deletes an object, or begins to: what is answered, and whether it is gone.
    mutating func delete(_ key: ObjectKey, _ deletion: Deletion) throws(Refusal) -> (JSON, isGone: Bool) {
        let kind = Kind.named(key.kind)
        guard var object = object(key) else { throw .notFound(kind, key.name) }
        if let uid = deletion.uid, uid != object.uid {
            throw .conflict(
                kind, key.name,
                "Precondition failed: UID in precondition: \(uid), UID in object meta: \(object.uid)")
        }
        if let revision = deletion.revision, revision != object.words("metadata", "resourceVersion") {
            throw .conflict(
                kind, key.name,
                "Precondition failed: ResourceVersion in precondition: \(revision), ResourceVersion in "
                    + "object "
                    + "meta: \(object.words("metadata", "resourceVersion"))")
        }
        if kind.id == "namespaces", object.isLeaving {
            throw .conflict(
                kind, key.name,
                "The system is ensuring all content is removed from this namespace.  Upon completion, this "
                    + "namespace will automatically be purged by the system.")
        }
        let grace = graceFor(object, kind, deletion)
        var finalizers = object.finalizers.filter { $0 != "foregroundDeletion" && $0 != "orphan" }
        switch deletion.policy ?? World.usualPolicy(kind, object) {
        case .foreground: finalizers.append("foregroundDeletion")
        case .orphan: finalizers.append("orphan")
        case .background: break
        }
        let stays = !finalizers.isEmpty || grace > 0 || kind.id == "namespaces"
        if deletion.isDry { return (object, !stays) }
        guard stays else {
            remove(key)
            return (object, true)
        }
        let isShorter = object.isLeaving && grace < object.count("metadata", "deletionGracePeriodSeconds")
        if !object.isLeaving || isShorter {
            object[["metadata", "deletionTimestamp"]] = .text(Moment.text(Moment.seconds() + grace))
            object[["metadata", "deletionGracePeriodSeconds"]] = .integer(grace)
            if kind.hasGeneration, !isShorter {
                object[["metadata", "generation"]] = .integer(object.count("metadata", "generation") + 1)
            }
        }
        object[["metadata", "finalizers"]] = finalizers.isEmpty ? nil : .list(finalizers.map { .text($0) })
        if kind.id == "namespaces" { object[["status", "phase"]] = "Terminating" }
        if object == self.object(key) { return (object, false) }
        return (put(object, as: kind), false)
    }

    /// Only pods that run on a node get time to end.
    private func graceFor(_ object: JSON, _ kind: Kind, _ deletion: Deletion) -> Int64 {
        guard kind.id == "pods", !object.words("spec", "nodeName").isEmpty,
            !["Succeeded", "Failed"].contains(object.words("status", "phase"))
        else { return 0 }
        return deletion.grace ?? object.count("spec", "terminationGracePeriodSeconds", or: 30)
    }

    /// Jobs of `batch/v1` keep the habit of their first days: they leave their pods behind.
    private static func usualPolicy(_ kind: Kind, _ object: JSON) -> Deletion.Policy {
        if object.finalizers.contains("foregroundDeletion") { return .foreground }
        if object.finalizers.contains("orphan") { return .orphan }
        return kind.id == "jobs.batch" ? .orphan : .background
    }

    /// The garbage collector looks at one object: does its owner live, is it itself waiting for its own.
    mutating func collect(_ key: ObjectKey) {
        if key.kind == "pods", let pod = self.object(key) { untrackOrphan(pod) }
        guard let object = self.object(key) else { return }
        if object.isLeaving { release(key, object) }
        let owners = object.owners
        guard !owners.isEmpty, self.object(key) != nil else { return }
        let living = owners.filter { owner in
            guard let kind = Kind.find(apiVersion: owner.words("apiVersion"), name: owner.words("kind"))
            else { return true }
            let found = self.object(
                kind.id, kind.isNamespaced ? key.namespace : "", owner.words("name"))
            return found?.uid == owner.words("uid")
        }
        let waiting = living.contains { owner in
            guard let kind = Kind.find(apiVersion: owner.words("apiVersion"), name: owner.words("kind")),
                let found = self.object(kind.id, kind.isNamespaced ? key.namespace : "", owner.words("name"))
            else { return false }
            return found.isLeaving && found.finalizers.contains("foregroundDeletion")
        }
        if living.isEmpty {
            var deletion = Deletion()
            deletion.policy = .background
            if !object.isLeaving { _ = try? delete(key, deletion) }
        } else if waiting, !object.isLeaving {
            var deletion = Deletion()
            deletion.policy = .foreground
            _ = try? delete(key, deletion)
        } else if living.count < owners.count {
            amend(key) { $0[["metadata", "ownerReferences"]] = .list(living) }
        }
    }

    /// Takes the collector's own finalizers away once they have had their effect.
    private mutating func release(_ key: ObjectKey, _ object: JSON) {
        var finalizers = object.finalizers
        if finalizers.contains("orphan") {
            for dependent in dependents[object.uid] ?? [] {
                amend(dependent) { child in
                    let rest = child.owners.filter { $0.words("uid") != object.uid }
                    child[["metadata", "ownerReferences"]] = rest.isEmpty ? nil : .list(rest)
                }
            }
            finalizers.removeAll { $0 == "orphan" }
        }
        if finalizers.contains("foregroundDeletion") {
            let blocking = (dependents[object.uid] ?? []).filter { dependent in
                self.object(dependent)?.owners.contains {
                    $0.words("uid") == object.uid && $0["blockOwnerDeletion"]?.bool == true
                } ?? false
            }
            for dependent in dependents[object.uid] ?? [] { touch(dependent) }
            if blocking.isEmpty { finalizers.removeAll { $0 == "foregroundDeletion" } }
        }
        guard finalizers != object.finalizers else { return }
        if finalizers.isEmpty, key.kind != "pods", key.kind != "namespaces" {
            remove(key)
        } else if finalizers.isEmpty, key.kind == "pods", lives[object.uid] == nil {
            remove(key)
        } else {
            amend(key) {
                $0[["metadata", "finalizers"]] =
                    finalizers.isEmpty ? nil : .list(finalizers.map { .text($0) })
            }
        }
    }
}
