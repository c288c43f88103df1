extension SQLStatement {
    /// Whether it must not be in a transaction.
    package func refusesTransactions(on engine: Database.Engine) -> Bool {
        StatementShape(self, on: engine).refusesTransactions
    }
}
