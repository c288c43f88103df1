package import Basis

/// What may hurt about a statement that changes a schema.
package struct SchemaHazard: Hashable, Sendable {
    /// Of what kind it is.
    package let code: SchemaCode
    /// What the statement does, in a few words.
    package let what: String
    /// The statement, cut to a line.
    package let statement: String
    /// Where it begins in the script.
    package let line: Int

    /// A line of a statement that a person knows again.
    private static let shown = 120

    init(_ code: SchemaCode, _ what: String, _ statement: SQLStatement) {
        (self.code, self.what, line) = (code, what, statement.line)
        let text = statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        self.statement = text.count > SchemaHazard.shown ? text.prefix(SchemaHazard.shown) + "…" : text
    }

    /// The finding in words, about a step.
    package func diagnostic(of step: String) -> Diagnostic {
        Diagnostic(code, "\(step): \(what)", at: .thing(statement), severity: .warning)
    }

    /// Everything that may hurt in a script, as the kind of database takes it. What is done to a table
    /// that the script itself makes hurts nobody.
    package static func all(in script: [SQLStatement], on engine: Database.Engine) -> [SchemaHazard] {
        var found: [SchemaHazard] = []
        var isBounded = false
        var isTransaction = false
        var made: Set<String> = []
        for statement in script {
            let shape = StatementShape(statement, on: engine)
            switch statement.words.first {
            case "begin", "start": isTransaction = true
            case "commit", "rollback", "end": isTransaction = false
            case "set" where statement.words.contains("lock_timeout"): isBounded = true
            default: break
            }
            if let table = shape.madeTable { made.insert(table) }
            if let table = shape.table, made.contains(table) { continue }
            if isTransaction, shape.refusesTransactions {
                found.append(
                    SchemaHazard(.needsNoTransaction, "it cannot run within a transaction", statement))
            }
            found += shape.hazards.map { SchemaHazard($0.code, $0.what, statement) }
            if engine == .postgres, !isBounded, shape.takesHeavyLock {
                isBounded = true
                found.append(SchemaHazard(.waitsWithoutEnd, "no lock_timeout is set before it", statement))
            }
        }
        return found
    }
}
