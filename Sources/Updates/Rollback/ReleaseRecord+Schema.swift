extension [ReleaseRecord] {
    /// The committed releases, newest first, each with the schema in force with it: an update that had
    /// nothing to migrate left that of the one before.
    package var withSchemas: [ReleaseRecord] {
        var schema: SchemaRecord?
        let oldestFirst = filter { $0.outcome == .committed }.reversed().map { record -> ReleaseRecord in
            var record = record
            schema = record.schema ?? record.inherited(schema)
            record.schema = schema
            return record
        }
        return oldestFirst.reversed()
    }

    /// The newest, known to have removed what older code needs if any release behind an older one did.
    package func newest(since older: ReleaseRecord) -> ReleaseRecord? {
        guard var newest = first, let schema = newest.schema else { return first }
        let isContracted = prefix { $0.run != older.run }.contains { $0.schema?.isContracted == true }
        newest.schema = SchemaRecord(
            revision: schema.revision, fingerprint: schema.fingerprint, blueprint: schema.blueprint,
            checkout: schema.checkout, isContracted: isContracted)
        return newest
    }
}

extension ReleaseRecord {
    /// The schema of the release before, unless this one is known to have another revision. Whoever
    /// inherits one has contracted nothing.
    fileprivate func inherited(_ schema: SchemaRecord?) -> SchemaRecord? {
        if let schema, revision == nil || revision == schema.revision {
            return SchemaRecord(
                revision: schema.revision, fingerprint: schema.fingerprint, blueprint: schema.blueprint,
                checkout: schema.checkout, isContracted: false)
        }
        guard let revision else { return nil }
        return SchemaRecord(
            revision: revision, fingerprint: nil, blueprint: nil, checkout: checkout, isContracted: false)
    }
}
