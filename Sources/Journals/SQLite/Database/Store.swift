internal import Basis
internal import Dispatch
internal import Ports

/// A database that one thread at a time uses: writers that come at the same time share one transaction and
/// its flush.
///
/// Whoever comes while nobody writes does it on the spot, because two changes of thread take as long as half
/// a flush; whoever comes meanwhile is served with all others who do:
/// Docs/Decisions/200-a-lone-writer-writes-on-the-spot.md.
///
/// What was asked for is done whether or not the asking task is cancelled meanwhile: an outcome is written
/// down all the same.
final class Store: Sendable {
    private struct Line {
        var errands: [any Errand] = []
        var isServed = false
    }

    let location: String
    private let database: Guarded<Database>
    private let ballast: Ballast
    private let queue = DispatchQueue(label: "belay.journal", qos: .userInitiated)
    private let line = Guarded(Line())

    init(_ database: Database, ballast: Ballast) {
        (self.database, self.ballast, location) = (Guarded(database), ballast, database.location)
    }

    /// Does something that writes. It may be done twice, if the first transaction found the disk full.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws(JournalError) -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let isAlone = line.withLock { line in
                line.errands.append(OneErrand(body, continuation))
                defer { line.isServed = true }
                return !line.isServed
            }
            if isAlone { serve() }
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
                do throws(JournalError) {
                    let result = try self.database.withLock { database throws(JournalError) in
                        try body(database)
                    }
                    continuation.resume(returning: result)
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    /// Serves whoever waits, in one transaction, and has the queue serve those who came meanwhile.
    private func serve() {
        let errands = line.withLock { line in
            defer { line.errands = [] }
            return line.errands
        }
        do throws(JournalError) {
            try database.withLock { database throws(JournalError) in
                do throws(JournalError) { try database.transact(errands) } catch {
                    guard case .full = error.problem, try makeRoom(in: database) else { throw error }
                    try database.transact(errands)
                }
            }
            for errand in errands { errand.settle() }
        } catch {
            for errand in errands { errand.fail(error) }
        }
        let areMoreThere = line.withLock { line in
            line.isServed = !line.errands.isEmpty
            return line.isServed
        }
        if areMoreThere { queue.async { self.serve() } }
    }

    /// Gives up the room that was kept, which is for this, and starts the log again, whose pages then stand
    /// in the file.
    private func makeRoom(in database: Database) throws(JournalError) -> Bool {
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
}

extension Database {
    /// Does errands in one transaction; one that is refused leaves nothing, and the others stay.
    fileprivate func transact(_ errands: [any Errand]) throws(JournalError) {
        try run("BEGIN IMMEDIATE")
        do throws(JournalError) {
            if errands.count == 1, let errand = errands.first {
                guard try errand.perform(in: self) else { return giveUp() }
            } else {
                for errand in errands { try performApart(errand) }
            }
            try run("COMMIT")
        } catch {
            giveUp()
            throw error
        }
    }

    private func performApart(_ errand: any Errand) throws(JournalError) {
        try run("SAVEPOINT errand")
        if !(try errand.perform(in: self)) { try run("ROLLBACK TO errand") }
        try run("RELEASE errand")
    }
}
