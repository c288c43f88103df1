internal import Basis
internal import Ports

/// What one writer wants of a transaction that others may share.
protocol Errand: AnyObject, Sendable {
    /// Does it; false if it was refused and is to be taken back. Throws what ends the whole transaction.
    func perform(in database: Database) throws(JournalError) -> Bool

    /// Hands the result over: the transaction is on the disk.
    func settle()

    /// Hands over why there was none.
    func fail(_ error: JournalError)
}

/// An errand with its result.
///
/// `@unchecked Sendable`: after `init` only the one who serves the store's line touches it.
final class OneErrand<Result: Sendable>: Errand, @unchecked Sendable {
    private let body: @Sendable (Database) throws(JournalError) -> Result
    private let continuation: CheckedContinuation<Result, any Error>
    private var result: Swift.Result<Result, JournalError>?

    init(
        _ body: @escaping @Sendable (Database) throws(JournalError) -> Result,
        _ continuation: CheckedContinuation<Result, any Error>
    ) {
        (self.body, self.continuation) = (body, continuation)
    }

    func perform(in database: Database) throws(JournalError) -> Bool {
        do throws(JournalError) {
            result = .success(try body(database))
            return true
        } catch {
            if error.isOfTheStore { throw error }
            result = .failure(error)
            return false
        }
    }

    func settle() {
        switch result {
        case .success(let value)?: continuation.resume(returning: value)
        case .failure(let error)?: continuation.resume(throwing: error)
        case nil: Mistake.trap("a transaction was committed without one of its errands")
        }
    }

    func fail(_ error: JournalError) { continuation.resume(throwing: error) }
}

extension JournalError {
    /// Whether nothing else can be written either, as opposed to a refusal of one writer.
    fileprivate var isOfTheStore: Bool {
        switch problem {
        case .full, .readOnly, .locked, .failed, .damaged(.broken): true
        default: false
        }
    }
}
