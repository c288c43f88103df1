internal import Basis
internal import Ports
internal import Updates

/// Statements that must run once: in a container after that of their database, under a name by which it
/// is found again, or here where the database has none.
struct SQLErrand {
    /// A variable carries statements into a container, and Linux gives one no more than this.
    private static let piece = 120 << 10
    /// All variables and words of a program share two mebibytes; its own need room, too.
    private static let pieces = 12

    let means: Means
    let fill: Fill

    /// Runs them to their end.
    func run(
        _ statements: Filled, on database: Located<String>, as key: TaskKey, hasOutcome: Bool, at span: Span,
        _ deadline: Deadline
    ) async throws -> CommandResult {
        let client = try await SQLClient(for: database, fromOutside: true, fill)
        try await fill.situation.leash.permit(
            "run statements on \(database.value)", lasting: deadline.remaining)
        guard let service = client.service else {
            return try await client.run(statements, means, fill, key, deadline: deadline)
        }
        let parts = try SQLErrand.parts(of: statements.reveal(), at: span)
        var variables = fill.situation.variables(for: fill.step, key, hasOutcome: hasOutcome).mapValues {
            Secret($0)
        }
        variables.merge(client.variables) { $1 }
        for (number, part) in parts.enumerated() { variables["BELAY_SQL_\(number + 1)"] = Secret(part) }
        let names = parts.indices.map { "\"$BELAY_SQL_\($0 + 1)\"" }.joined(separator: " ")
        // A command that the shell knows itself: its words are no program's, and nobody sees them.
        let feeding = ["sh", "-c", "{ printf %s \(names); echo; } | \"$@\"", "sh"]
        return try await CommandRunner(means: means, fill: fill).oneOff(
            feeding + client.words, after: .running, in: service, as: key, variables, deadline)
    }

    /// A script in pieces that variables can hold, cut between characters.
    static func parts(of script: String, at span: Span) throws -> [String] {
        guard script.utf8.count <= piece * pieces else {
            throw SQLFailure.unusable(span, why: "longer than \(ByteCount(Int64(piece * pieces)))")
        }
        var parts: [String] = []
        var rest = script[...]
        while !rest.isEmpty {
            var end =
                rest.utf8.index(rest.startIndex, offsetBy: piece, limitedBy: rest.endIndex) ?? rest.endIndex
            while end < rest.endIndex, script.utf8[end] & 0xc0 == 0x80 { end = rest.utf8.index(before: end) }
            parts.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return parts.isEmpty ? [""] : parts
    }
}
