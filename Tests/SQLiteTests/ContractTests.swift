import ContractChecks
import Testing

/// What every journal promises.
struct ContractTests {
    @Test(arguments: JournalPromise.allCases)
    func itIsKept(_ promise: JournalPromise) async throws { try await promise.examine(on: SQLiteStage()) }
}
