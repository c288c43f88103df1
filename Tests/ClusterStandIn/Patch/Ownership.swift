/// Who wrote which field: `metadata.managedFields`.
enum Ownership {
    /// One manager's claim.
    struct Claim: Equatable, Sendable {
        var manager: String
        var operation: String
        var apiVersion: String
        var subresource: String
        var time: String
        var fields: FieldSet

        func isOf(_ other: Claim) -> Bool {
            manager == other.manager && operation == other.operation && apiVersion == other.apiVersion
                && subresource == other.subresource
        }

        var json: JSON {
            var json: JSON = [
                "manager": .text(manager), "operation": .text(operation), "apiVersion": .text(apiVersion),
                "time": .text(time), "fieldsType": "FieldsV1", "fieldsV1": fields.json,
            ]
            if !subresource.isEmpty { json["subresource"] = .text(subresource) }
            return json
        }

        /// How messages name it.
        var words: String {
            var words = "\"\(manager)\""
            if !subresource.isEmpty { words += " with subresource \"\(subresource)\"" }
            return operation == "Update" ? words + " using \(apiVersion)" : words
        }
    }

    /// The claims on an object.
    static func claims(on object: JSON) -> [Claim] {
        object.items("metadata", "managedFields").map { json in
            Claim(
                manager: json.words("manager"), operation: json.words("operation"),
                apiVersion: json.words("apiVersion"), subresource: json.words("subresource"),
                time: json.words("time"), fields: FieldSet(json["fieldsV1"] ?? [:]))
        }
    }

    /// An object with claims; none is the absence of the field.
    static func write(_ claims: [Claim], on object: JSON) -> JSON {
        var object = object
        let kept = claims.filter { !$0.fields.isEmpty }
            .sorted { ($0.operation, $0.time, $0.manager) < ($1.operation, $1.time, $1.manager) }
        object[["metadata", "managedFields"]] = kept.isEmpty ? nil : .list(kept.map(\.json))
        return object
    }

    /// What nobody owns: what identifies an object or is the server's.
    static func ownable(_ object: JSON, _ writing: Writing) -> JSON {
        var fields = object.fields ?? [:]
        fields["apiVersion"] = nil
        fields["kind"] = nil
        if var metadata = fields.removeValue(forKey: "metadata")?.fields {
            for name in unowned { metadata[name] = nil }
            if !metadata.isEmpty { fields["metadata"] = .object(metadata) }
        }
        if writing.subresource.isEmpty, writing.kind.hasStatus { fields["status"] = nil }
        return .object(fields)
    }

    private static let unowned = [
        "name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields",
        "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds",
    ]

    private static func mine(_ writing: Writing, _ operation: String) -> Claim {
        Claim(
            manager: writing.manager, operation: operation, apiVersion: writing.kind.apiVersion,
            subresource: writing.subresource, time: Moment.text(), fields: FieldSet())
    }

    /// The object with the claims that a write which is no apply makes of them.
    static func afterUpdate(from old: JSON?, to new: JSON, _ writing: Writing) -> JSON {
        let schema = Schema.of(writing.kind)
        var before: JSON = old.map { ownable($0, writing) } ?? [:]
        // The outermost maps stand in every object, empty or not: nobody becomes their owner.
        let after = ownable(new, writing)
        for name in ["metadata", "spec"] where before[name] == nil && after[name] != nil {
            before[name] = [:]
        }
        let compared = Fields.compare(before, after, schema)
        // Who writes managedFields along with an object gives up what is not in them; an empty list resets
        // them.
        var claims = Ownership.claims(on: old.map { keeping($0, new) } ?? new)
        let touched = compared.changed.union(compared.gone)
        var own = mine(writing, "Update")
        if let index = claims.firstIndex(where: { $0.isOf(own) }) { own = claims.remove(at: index) }
        claims = claims.map { claim in
            var claim = claim
            claim.fields = claim.fields.subtracting(touched)
            return claim
        }
        let fields = own.fields.union(compared.changed).subtracting(compared.gone)
        if fields != own.fields { own.time = Moment.text() }
        own.fields = fields
        return write(claims + [own], on: new)
    }

    /// The claims count that the client sent, if it sent any; else those that stood.
    private static func keeping(_ old: JSON, _ new: JSON) -> JSON {
        guard let sent = new[["metadata", "managedFields"]]?.list else { return old }
        return sent == [[:]] ? [:] : new
    }

    /// What an apply makes of an object, claims included; refuses what others own.
    static func apply(_ config: JSON, to live: JSON?, _ writing: Writing) throws(Refusal) -> JSON {
        let schema = Schema.of(writing.kind)
        let wanted = ownable(config, writing)
        var own = mine(writing, "Apply")
        let said = Fields.set(of: wanted, schema)
        guard let live else {
            own.fields = said
            return write([own], on: config)
        }
        var claims = Ownership.claims(on: live)
        var past = FieldSet()
        if let index = claims.firstIndex(where: { $0.isOf(own) }) {
            own = claims.remove(at: index)
            past = own.fields
        }
        var merged = Fields.merged(live, config, schema)
        let others = claims.reduce(FieldSet()) { $0.union($1.fields) }
        merged = Fields.pruned(merged, of: past, keeping: said.union(others), schema)
        var filled = merged
        Defaults.fill(&filled, writing.kind)
        let compared = Fields.compare(ownable(live, writing), ownable(filled, writing), schema)
        try refuseConflicts(claims, compared.changed.intersection(said), writing)
        claims = claims.map { claim in
            var claim = claim
            claim.fields = claim.fields.subtracting(compared.changed).subtracting(compared.gone)
            return claim
        }
        if said != own.fields { own.time = Moment.text() }
        own.fields = said
        return write(claims + [own], on: merged)
    }

    private static func refuseConflicts(
        _ claims: [Claim], _ changed: FieldSet, _ writing: Writing
    ) throws(Refusal) {
        guard !writing.isForced else { return }
        let conflicts = claims.map { ($0, $0.fields.intersection(changed).paths) }.filter { !$0.1.isEmpty }
        let count = conflicts.reduce(0) { $0 + $1.1.count }
        guard count > 0 else { return }
        let causes: [JSON] = conflicts.flatMap { claim, paths in
            paths.map {
                [
                    "reason": "FieldManagerConflict", "message": "conflict with \(claim.words)",
                    "field": .text($0),
                ]
            }
        }
        let words: String
        if count == 1, let (claim, paths) = conflicts.first {
            words = "conflict with \(claim.words): \(paths[0])"
        } else {
            words = conflicts.map { claim, paths in
                (["conflicts with \(claim.words):"] + paths.map { "- \($0)" }).joined(separator: "\n")
            }.joined(separator: "\n")
        }
        throw Refusal(
            code: 409, reason: "Conflict",
            message: "Apply failed with \(count) conflict\(count == 1 ? "" : "s"): \(words)",
            details: ["causes": .list(causes)])
    }
}
