/// A statement looked at by its words: what it changes, and how that is felt by others.
struct StatementShape {
    typealias Finding = (code: SchemaCode, what: String)

    private let words: [String]
    private let engine: Database.Engine

    init(_ statement: SQLStatement, on engine: Database.Engine) {
        (words, self.engine) = (statement.words, engine)
    }

    /// The table that it makes.
    var madeTable: String? {
        guard words.first == "create", let place = words.prefix(5).firstIndex(of: "table") else { return nil }
        return name(at: place + 1)
    }

    /// The table that it changes.
    var table: String? {
        switch words.first {
        case "alter": words.firstIndex(of: "table").flatMap { name(at: $0 + 1) }
        case "create" where words.contains("index"): words.firstIndex(of: "on").flatMap { name(at: $0 + 1) }
        case "update": name(at: 1)
        case "delete": name(at: 2)
        case "drop" where word(1) == "table": name(at: 2)
        default: nil
        }
    }

    /// Whether it must not be in a transaction.
    var refusesTransactions: Bool {
        engine == .postgres
            && (words.contains("concurrently") || words.first == "vacuum"
                || (words.first == "alter" && word(1) == "system")
                || (["create", "drop"].contains(words.first) && ["database", "tablespace"].contains(word(1))))
    }

    /// Whether it waits for a lock that keeps everybody else waiting.
    var takesHeavyLock: Bool {
        guard !words.contains("concurrently") else { return false }
        return switch words.first {
        case "alter": word(1) == "table"
        case "drop": ["table", "index", "view", "materialized"].contains(word(1))
        case "truncate", "lock", "cluster", "reindex": true
        case "create": words.prefix(5).contains("index") || words.prefix(6).contains("trigger")
        default: false
        }
    }

    /// Everything about it that hurts.
    var hazards: [Finding] {
        switch words.first {
        case "drop": drop
        case "truncate": [(.destroys, "it empties a table")]
        case "delete": words.contains("where") ? [] : [(.destroys, "it deletes every row")]
        case "update":
            words.contains("where") ? [] : [(.locks, "it changes every row, and locks each until it is done")]
        case "rename": [(.renames, "it renames a table")]
        case "alter": alter
        case "create": index
        case "reindex", "cluster": words.contains("concurrently") ? [] : [(.locks, "it locks the table")]
        case "vacuum": words.contains("full") ? [(.rewrites, "it writes the table anew")] : []
        case "lock": [(.locks, "it locks a table")]
        default: []
        }
    }

    private var drop: [Finding] {
        switch word(1) {
        case "table", "schema", "database", "column", "sequence", "type", "materialized":
            [(.destroys, "it drops a \(word(1) ?? "thing")")]
        case "view", "function", "procedure", "trigger":
            [(.destroys, "it drops a \(word(1) ?? "thing"), which old code may use")]
        case "index" where engine == .postgres && !words.contains("concurrently"):
            [(.locks, "it drops an index without CONCURRENTLY")]
        default: []
        }
    }

    private var index: [Finding] {
        guard words.prefix(4).contains("index"), engine == .postgres, !words.contains("concurrently") else {
            return []
        }
        return [(.locks, "it builds an index without CONCURRENTLY: nobody can write meanwhile")]
    }

    private var alter: [Finding] {
        guard word(1) == "table" else {
            return words.contains("rename") ? [(.renames, "it renames a \(word(1) ?? "thing")")] : []
        }
        return clauses.flatMap(finding)
    }

    /// The parts of `ALTER TABLE name a, b, c`.
    private var clauses: [[String]] {
        var depth = 0
        var all: [[String]] = [[]]
        for word in words.dropFirst(2) {
            switch word {
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
            if word == ",", depth == 0 { all.append([]) } else { all[all.count - 1].append(word) }
        }
        return all
    }

    private func finding(in clause: [String]) -> [Finding] {
        func has(_ words: String...) -> Bool { clause.holds(words) }
        if has("drop", "not", "null") || has("drop", "default") || has("drop", "expression") { return [] }
        if has("drop", "constraint") || has("drop", "foreign") || has("drop", "check") { return [] }
        if clause.contains("drop"), !has("drop", "index"), !has("drop", "key") {
            return [(.destroys, "it drops a column or part of a table")]
        }
        if clause.contains("rename") { return [(.renames, "it renames a table or a column")] }
        return mysql(clause) + postgres(clause)
    }

    private func mysql(_ clause: [String]) -> [Finding] {
        guard engine == .mysql || engine == .mariadb else { return [] }
        if ["modify", "change"].contains(where: clause.contains) || clause.holds(["convert", "to"]) {
            return [(.rewrites, "it changes the type of a column, which copies the table")]
        }
        if clause.holds(["primary", "key"]) || clause.contains("fulltext") || clause.contains("spatial") {
            return [(.rewrites, "it writes the table anew")]
        }
        return clause.holds(["foreign", "key"]) ? [(.locks, "it checks every row, and copies the table")] : []
    }

    private func postgres(_ clause: [String]) -> [Finding] {
        guard engine == .postgres else { return [] }
        func has(_ words: String...) -> Bool { clause.holds(words) }
        if clause.contains("type"), !has("add") || has("set", "data") {
            return [(.rewrites, "it changes the type of a column")]
        }
        if has("set", "not", "null") { return [(.locks, "it reads the whole table under a lock")] }
        if has("set", "tablespace") || has("set", "logged") || has("set", "unlogged") {
            return [(.rewrites, "it writes the table anew")]
        }
        guard clause.contains("add") else { return [] }
        let isConstraint =
            clause.contains("constraint")
            || ["foreign", "check", "unique", "primary", "exclude"].contains(
                clause.drop { $0 != "add" }.dropFirst().first ?? "")
        if isConstraint {
            let isLater = has("not", "valid") || has("using", "index")
            return isLater ? [] : [(.locks, "it checks every row under a lock")]
        }
        return column(clause)
    }

    private func column(_ clause: [String]) -> [Finding] {
        let volatile = [
            "random", "gen_random_uuid", "uuid_generate_v4", "clock_timestamp", "timeofday", "nextval",
        ]
        if clause.contains(where: volatile.contains) || clause.contains(where: { $0.hasSuffix("serial") }) {
            return [(.rewrites, "it adds a column whose value differs from row to row")]
        }
        if clause.holds(["generated", "always", "as"]), clause.contains("stored") {
            return [(.rewrites, "it adds a column that is computed for every row")]
        }
        if clause.holds(["not", "null"]), !clause.contains("default") {
            return [
                (
                    .locks,
                    "it adds a column that must have a value and has none: it fails where there are rows"
                )
            ]
        }
        return []
    }

    private func word(_ index: Int) -> String? { index < words.count ? words[index] : nil }

    /// The name that begins at a word, without `IF EXISTS`, `ONLY` and its schema.
    private func name(at index: Int) -> String? {
        var rest = words.dropFirst(index).drop { ["if", "not", "exists", "only"].contains($0) }
        guard var name = rest.popFirst() else { return nil }
        while rest.first == ".", let next = rest.dropFirst().first {
            name = next
            rest = rest.dropFirst(2)
        }
        return name
    }
}

extension [String] {
    /// Whether words stand in it one behind the other.
    fileprivate func holds(_ wanted: [String]) -> Bool { firstRange(of: wanted) != nil }
}
