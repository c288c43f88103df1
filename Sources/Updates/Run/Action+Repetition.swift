extension Action {
    /// Whether doing it again does no harm, whatever became of it before (safety rule 5).
    ///
    /// Converging steps look before they act, reading ones change nothing; what happens once must be declared
    /// idempotent.
    package var isRepeatable: Bool {
        switch self {
        case .command(let command): command.isIdempotent
        case .sql(let sql): sql.isIdempotent
        case .http(let question): question.method == .get || question.method == .head
        case .migrate, .restore: false
        default: true
        }
    }
}
