internal import Basis
internal import Ports
internal import Updates

/// Indexes that were to be built beside the work of others and were not finished. They cost every write
/// and serve no question, and under their names no other is built.
struct BrokenIndexes {
    /// What looks is done in no time; what drops waits for those who still read.
    private static let patience = Duration.seconds(60)

    private let names: [String]
    private let database: Located<String>
    private let means: Means
    private let fill: Fill

    /// Those that statements want to build.
    init(_ statements: Filled, _ database: Located<String>, _ means: Means, _ fill: Fill) {
        let engine = fill.situation.plan.manifest.engine(of: database)
        names = SQLScript(statements.reveal(), for: engine).concurrentIndexes
        (self.database, self.means, self.fill) = (database, means, fill)
    }

    /// Drops those of them that stand broken. One that somebody is building at this moment is left alone.
    func drop() async throws {
        guard !names.isEmpty else { return }
        let list = names.map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ",")
        let drops = try await ask(
            """
            select format('drop index concurrently if exists %s;', i.indexrelid::regclass)
            from pg_index i join pg_class c on c.oid = i.indexrelid
            where not i.indisvalid and c.relname in (\(list))
              and i.indexrelid not in (select index_relid from pg_stat_progress_create_index);
            """)
        for line in drops.split(whereSeparator: \.isNewline) where line.hasPrefix("drop index") {
            fill.situation.leash.tell(.said("an index was left unfinished: \(line)"))
            _ = try await ask(String(line))
        }
    }

    private func ask(_ query: String) async throws -> String {
        let client = try await SQLClient(for: database, fill)
        let result = try await client.run(
            Filled(pieces: [.plain(query)]), means, fill, deadline: .after(BrokenIndexes.patience))
        guard result.exitCode == 0 else {
            throw SQLFailure.failed(database, seen: result.lastWords(fill))
        }
        return result.output
    }
}
