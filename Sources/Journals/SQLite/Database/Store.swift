internal import Basis
internal import Dispatch
internal import Ports

/// A database on a queue of its own: writers that come at the same time share one transaction and its flush.
///
/// What was asked for is done whether or not the asking task is cancelled meanwhile: an outcome is written
/// down all the same.
final class Store: Sendable {
    let location: String
    private let database: Database
    private let ballast: Ballast
    private let queue = DispatchQueue(label: "belay.journal", qos: .userInitiated)
    private let waiting = Guarded<[any Errand]>([])

    init(_ database: Database, ballast: Ballast) {
        (self.database, self.ballast, location) = (database, ballast, database.location)
    }

    /// Does something that writes. It may be done twice, if the first transaction found the disk full.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws(JournalError) -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            waiting.withLock { $0.append(OneErrand(body, continuation)) }
            queue.async { self.serve() }
        }
    }

    /// Reads, all of it as of one moment.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws(JournalError) -> Result
    ) async throws -> Result {
        try await alone { database throws(JournalError) in
            try database.run("BEGIN")
            do throws(JournalError) {
                let result = try body(database)
                try database.run("COMMIT")
                return result
            } catch {
                database.giveUp()
                throw error
            }
        }
    }

    /// Does something outside of any transaction.
    @discardableResult
    func alone<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws(JournalError) -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                do throws(JournalError) { continuation.resume(returning: try body(self.database)) } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    /// Serves whoever waits, in one transaction.
    private func serve() {
        let errands = waiting.withLock { errands in
            defer { errands = [] }
            return errands
        }
        guard !errands.isEmpty else { return }
        do throws(JournalError) {
            do throws(JournalError) { try transact(errands) } catch {
                guard case .full = error.problem, try makeRoom() else { throw error }
                try transact(errands)
            }
        } catch {
            for errand in errands { errand.fail(error) }
            return
        }
        for errand in errands { errand.settle() }
    }

    /// Gives up the room that was kept, which is for this, and starts the log again, whose pages then stand
    /// in the file.
    private func makeRoom() throws(JournalError) -> Bool {
        let isDropped = ballast.drop()
        var isRestarted = false
        do throws(JournalError) {
            try database.rows("PRAGMA wal_checkpoint(RESTART)") { row in
                isRestarted = row.integer(0) == 0
                return true
            }
        } catch {
            // As full as before; the second attempt says so, if it needs more than was given up.
            guard case .full = error.problem else { throw error }
        }
        return isDropped || isRestarted
    }

    private func transact(_ errands: [any Errand]) throws(JournalError) {
        try database.run("BEGIN IMMEDIATE")
        do throws(JournalError) {
            for errand in errands {
                try database.run("SAVEPOINT errand")
                if !(try errand.perform(in: database)) { try database.run("ROLLBACK TO errand") }
                try database.run("RELEASE errand")
            }
            try database.run("COMMIT")
        } catch {
            database.giveUp()
            throw error
        }
    }
}
