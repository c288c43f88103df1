internal import Basis
internal import Seals

/// A schema as it is found: the revision that the tool tells, and what the databases say of their structure.
struct SchemaState: Codable, Hashable {
    /// The revision; nil where nothing tells it.
    let revision: String?
    /// For each database that was asked, each object with a hash over everything that is said of it.
    let objects: [String: [String: String]]
    /// Rows that were written to each database so far, as it counts them itself, or, where it does not,
    /// that are in it.
    let rows: [String: Int64]

    /// A hash over the whole structure; nil where no database was asked.
    var fingerprint: String? {
        guard !objects.isEmpty else { return nil }
        let lines = objects.flatMap { database, objects in objects.map { "\(database) \($0) \($1)" } }
        return SHA256.digest(of: Array(lines.sorted().joined(separator: "\n").utf8)).short
    }

    /// Whether it is the same schema as another: by its structure, and by its revision where both are
    /// told. Nil where nothing of it is known.
    func isSame(as other: SchemaState) -> Bool? {
        let isSameRevision = revision.flatMap { mine in other.revision.map { $0 == mine } }
        guard let mine = fingerprint, let others = other.fingerprint else { return isSameRevision }
        return mine == others && isSameRevision ?? true
    }

    /// What differs, in words: `table public.orders changed`.
    func differences(from other: SchemaState) -> [String] {
        var lines: [String] = []
        if let revision, let was = other.revision, revision != was {
            lines.append("revision \(was.isEmpty ? "none" : was) → \(revision.isEmpty ? "none" : revision)")
        }
        for database in Set(objects.keys).union(other.objects.keys).sorted() {
            let (now, was) = (objects[database] ?? [:], other.objects[database] ?? [:])
            for object in Set(now.keys).union(was.keys).sorted() where now[object] != was[object] {
                let what = was[object] == nil ? "is new" : now[object] == nil ? "is gone" : "changed"
                lines.append("\(object) \(what)")
            }
        }
        return lines
    }

    /// How many rows were written since another moment; nil where no database counts.
    func rowsWritten(since other: SchemaState) -> Int64? {
        let pairs = rows.compactMap { database, count in other.rows[database].map { count - $0 } }
        guard !pairs.isEmpty else { return nil }
        return pairs.reduce(0) { $0 &+ abs($1) }
    }

    /// What people and expressions see of it.
    var facts: [String: String] {
        var facts: [String: String] = [:]
        facts["revision"] = revision
        facts["schema"] = fingerprint
        return facts
    }
}
