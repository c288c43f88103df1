internal import Basis
internal import Ports
internal import Updates

/// Reads the schema as it is: the revision from the tool, the structure from the databases themselves.
struct SchemaReader {
    /// A catalogue of thousands of tables is read in seconds.
    private static let patience = Duration.seconds(60)
    /// What is still changing the structure, though nobody waits for it any more, is looked at again so
    /// often.
    private static let glance = Duration.milliseconds(500)

    let course: MigrationCourse
    private var fill: Fill { course.fill }
    private var means: Means { course.means }

    /// The schema, once nobody is changing it any more: a server may go on with a statement whose client
    /// is gone.
    func state() async throws -> SchemaState {
        let deadline = Deadline.after(SchemaReader.patience)
        var objects: [String: [String: String]] = [:]
        var rows: [String: Int64] = [:]
        for database in course.databases {
            let answer = try await settledAnswer(of: database, deadline)
            objects[database.name.value] = answer.objects
            rows[database.name.value] =
                if let counted = answer.rows { counted } else {
                    try await count(answer.tables, in: database.name, deadline)
                }
        }
        return SchemaState(revision: try await revision(deadline), objects: objects, rows: rows)
    }

    private func settledAnswer(of database: Named<Database>, _ deadline: Deadline) async throws
        -> SchemaAnswer
    {
        guard let question = SchemaQueries.structure(of: database.value.engine) else {
            return SchemaAnswer("")
        }
        while true {
            let answer = SchemaAnswer(try await ask(database.name, question, deadline))
            if answer.busy == 0 { return answer }
            guard !deadline.hasPassed else {
                throw MigrateFailure.busy(database.name, count: answer.busy)
            }
            fill.situation.leash.tell(.said("\(database.name.value) is still being changed; waiting"))
            try await Task.sleep(for: SchemaReader.glance)
        }
    }

    /// What SQLite does not count by itself is counted.
    private func count(_ tables: [String], in database: Located<String>, _ deadline: Deadline) async throws
        -> Int64?
    {
        guard !tables.isEmpty else { return 0 }
        let parts = tables.map { "select count(*) n from \"\($0.replacing("\"", with: "\"\""))\"" }
        let query = "select sum(n) from (\(parts.joined(separator: " union all ")));"
        return Int64(SQLAnswer.line(of: try await ask(database, query, deadline)))
    }

    private func revision(_ deadline: Deadline) async throws -> String? {
        switch try course.revisionSource {
        case .none: return nil
        case .line(let line, let tool):
            let result = try await course.read(line, as: .now, deadline: deadline)
            guard result.exitCode == 0 else {
                throw MigrateFailure.noRevision(course.span, said: result.lastWords(fill))
            }
            let revision = tool?.revision(in: result.output) ?? SQLAnswer.line(of: result.output)
            guard Migrations.Preset.isPlain(revision) else {
                throw MigrateFailure.noRevision(course.span, said: result.lastWords(fill))
            }
            return revision
        case .query(let query, let database):
            return SQLAnswer.line(of: try await ask(database, query, deadline))
        case .files(let files): return try await files.revision(deadline)
        }
    }

    private func ask(_ database: Located<String>, _ query: String, _ deadline: Deadline) async throws
        -> String
    {
        let client = try await SQLClient(for: database, fill)
        let result = try await client.run(
            Filled(pieces: [.plain(query)]), means, fill, deadline: deadline)
        guard result.exitCode == 0 else {
            throw SQLFailure.failed(database, seen: result.lastWords(fill))
        }
        return result.output
    }
}

/// What a client printed, taken for one value.
enum SQLAnswer {
    /// The last line that is not empty.
    static func line(of output: String) -> String {
        let last = output.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
        var line = (last ?? "").drop(while: \.isWhitespace)
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
    }
}
