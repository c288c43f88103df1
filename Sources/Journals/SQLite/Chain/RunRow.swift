internal import Ports
internal import Updates

/// What the table of runs says of one.
struct RunRow: Sendable {
    static let columns = """
        run, app, environment, playbook, version, standing, requester, machine, binary, began, latest, \
        first, last, sequence
        """

    let run: String
    let scope: Scope
    let playbook: String
    let version: String?
    let standing: String
    let requester: [UInt8]
    let machine: Int
    let began: Int64
    let latest: Int64
    let first: Int
    let last: Int
    let sequence: Int

    init(_ row: Row) {
        run = row.text(0)
        scope = Scope(app: row.text(1), environment: row.text(2))
        (playbook, version, standing) = (row.text(3), row.optionalText(4), row.text(5))
        (requester, machine) = (row.bytes(6), row.integer(7))
        (began, latest) = (Int64(row.integer(9)), Int64(row.integer(10)))
        (first, last, sequence) = (row.integer(11), row.integer(12), row.integer(13))
    }

    /// Whether nothing is added to the run any more. A standing of a newer Belay is taken for an open one.
    static func isOver(_ standing: String) -> Bool {
        Standing(rawValue: standing).map { !$0.isOpen } ?? false
    }

    static func named(_ run: RunID, in database: Database) throws(JournalError) -> RunRow {
        let row = try database.first("SELECT \(columns) FROM runs WHERE run = ?", [.text(run.text)]) { row in
            RunRow(row)
        }
        guard let row else { throw JournalError(.unknownRun(run), at: database.location) }
        return row
    }

    /// The run in a line, or what is wrong with what the table says.
    func summary(at location: String) throws(JournalError) -> RunSummary {
        guard let id = RunID(run), let standing = Standing(rawValue: standing),
            case .success(let requester) = CanonicalJSON.decode(Requester.self, requester)
        else { throw JournalError(.damaged(.disagreement("the row of run \(run.prefix(40))")), at: location) }
        return RunSummary(
            run: id, scope: scope, playbook: playbook, version: version, standing: standing,
            requester: requester, began: began, latest: latest, machine: machine)
    }
}
