internal import Updates

/// A script as its kind of database takes it.
struct SQLScript {
    let text: String
    let engine: Database.Engine
    let statements: [SQLStatement]

    init(_ text: String, for engine: Database.Engine) {
        (self.text, self.engine) = (text, engine)
        statements = SQLStatement.all(in: text)
    }

    /// Whether all of it can be done or not done as a whole: structure, too, in the one transaction of
    /// PostgreSQL or SQLite; rows only in that of the others.
    var mayBeOneTransaction: Bool {
        let own = ["begin", "start", "commit", "rollback", "end", "pragma", "attach", "vacuum"]
        guard !statements.contains(where: { own.contains($0.words.first ?? "") }) else { return false }
        switch engine {
        case .postgres: return !statements.contains { $0.refusesTransactions(on: engine) }
        case .sqlite: return true
        case .mysql, .mariadb:
            let rows = ["insert", "update", "delete", "replace", "select", "set", "with"]
            return statements.allSatisfy { rows.contains($0.words.first ?? "") }
        case .mongodb, .redis: return false
        }
    }

    /// The script, closed by a semicolon where it has none.
    var closed: String {
        let body = text.hasSuffix("\n") ? text : text + "\n"
        // What is behind the last semicolon would swallow a further word.
        let isClosed = SQLStatement.all(in: body + "select").count > statements.count
        return isClosed || statements.isEmpty ? body : body + ";\n"
    }

    /// The script with one more statement, both or neither as far as the database allows it.
    func whole(with note: String = "") -> String {
        let body = closed + (note.isEmpty ? "" : note + "\n")
        guard mayBeOneTransaction else { return body }
        return "\(engine == .sqlite ? "begin immediate" : "begin");\n\(body)commit;\n"
    }

    /// The indexes that it builds beside the work of others: one that fails stays, and is good for nothing.
    var concurrentIndexes: [String] {
        guard engine == .postgres else { return [] }
        return statements.compactMap { statement in
            let words = statement.words
            guard words.first == "create", words.prefix(3).contains("index"),
                let place = words.firstIndex(of: "concurrently")
            else { return nil }
            let rest = words[(place + 1)...].drop { ["if", "not", "exists"].contains($0) }
            return rest.first == "on" ? nil : rest.first
        }
    }
}
